export { listedCalls } from './listed-calls';
export { readRows, type Table } from './read-rows';
export { inWords, linesByProblem, type RowProblem } from './report';
export { startAll } from './start-all';
