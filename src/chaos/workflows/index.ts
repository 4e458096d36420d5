/** The workflows that the workers of a storm run: the product's, and one that starts a call as its child. */
export * from '../../../workflows';
export { parentOfCall } from './parent-of-call';
