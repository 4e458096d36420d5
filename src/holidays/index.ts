export type { Almanac } from '../domain/hours/almanac';
export { createAlmanac } from './almanac';
