/** The default Temporal task queue of calls. */
export const defaultTaskQueue = 'outbound-calls';
