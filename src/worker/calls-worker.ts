import type { NativeConnection, WorkerOptions } from '@temporalio/worker';

/** The options of a worker that runs calls. */
export type CallsWorker = WorkerOptions & { readonly connection: NativeConnection };
