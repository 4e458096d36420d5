export { attemptsIn, isOpen, type AttemptInHistory } from './attempts-in';
export { readRun } from './read-run';
export { requestOf } from './request-of';
