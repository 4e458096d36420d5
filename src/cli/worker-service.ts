import type { Service } from './lifetime';
import type { OutboundWorker } from '../worker';

/** Run a worker as a service: on stop it finishes dials in flight and returns its other tasks. */
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
