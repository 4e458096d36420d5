/** The package's workflows, and those of a user who makes calls from them. */
export * from '../../../../workflows';
export { parentOfCall } from './parent-of-call';
