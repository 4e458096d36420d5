import type { Worker } from '@temporalio/worker';
import type { Health } from '../health';
import type { OutboundCallsPlugin } from './outbound-calls-plugin';

/** A worker that runs only calls. */
export class OutboundWorker {
  constructor(
    private readonly worker: Worker,
    private readonly plugin: OutboundCallsPlugin,
  ) {}

  /**
   * Liveness and readiness, for orchestrators. Serve it with `startHealthServer`, or check it yourself:
   * `await examine(worker.health.ready)`.
   */
  get health(): Health {
    return this.plugin.health;
  }

  /** Run until {@link shutdown}, SIGINT or SIGTERM. Rejects when a worker of one of the task queues fails; then all stop. */
  async run(): Promise<void> {
    await this.worker.run();
  }

  /** Run until the work is done. @returns what the work returns */
  async runUntil<T>(work: Promise<T> | (() => Promise<T>)): Promise<T> {
    return this.worker.runUntil(work);
  }

  /**
   * Take no new tasks, finish the running dial, and hand the rest back. {@link run} then resolves, or rejects after
   * `shutdownForceTime`. Repeating it has no effect.
   */
  shutdown(): void {
    if (this.worker.getState() === 'RUNNING') this.worker.shutdown();
  }

  /** State of the worker that runs the calls. */
  getState(): ReturnType<Worker['getState']> {
    return this.worker.getState();
  }
}
