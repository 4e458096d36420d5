/** The Temporal task queue that calls run on unless told otherwise. */
export const defaultTaskQueue = 'outbound-calls';
