import type { Service } from '../embedded';
import type { OutboundWorker } from '../worker';

/** Run a worker as one of the things that are stopped together: it finishes the dial in flight and hands the rest back. */
export function asService(worker: OutboundWorker): Service {
  const running = worker.run();
  return {
    exited: running.then(() => undefined),
    stop: async () => {
      worker.shutdown();
      await running;
    },
  };
}
