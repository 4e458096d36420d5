export { listedCalls, type ListedCall } from './listed-calls';
export { readRows, type Row, type Table } from './read-rows';
