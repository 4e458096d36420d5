export type { Almanac } from '../domain/hours/almanac';
export { createAlmanac } from './almanac';
export { datesFromCalendar, type CalendarDates, type CalendarOptions } from './dates-from-calendar';
export { datesFromList } from './dates-from-list';
