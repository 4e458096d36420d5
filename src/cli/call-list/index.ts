export { listedCalls, type ListedCall, type ListOptions } from './listed-calls';
export { readRows, type Row, type Table } from './read-rows';
