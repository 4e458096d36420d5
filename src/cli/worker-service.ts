import type { Worker } from '@temporalio/worker';
import type { Service } from '../embedded';

/** Run a worker as one of the things that are stopped together: it finishes the dial in flight and hands the rest back. */
export function asService(worker: Worker): Service {
  const running = worker.run();
  return {
    exited: running.then(() => undefined),
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
