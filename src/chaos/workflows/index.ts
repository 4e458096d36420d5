/** The workflows of a storm: the package's, and one that starts a call as its child. */
export * from '../../../workflows';
export { parentOfCall } from './parent-of-call';
