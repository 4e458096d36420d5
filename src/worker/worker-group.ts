import type { Worker } from '@temporalio/worker';

/** Several of Temporal's workers that run, and stop, as one. */
export class OutboundWorker {
  constructor(
    private readonly workers: readonly [Worker, ...Worker[]],
    private readonly close: () => Promise<void>,
  ) {}

  /** Run until {@link shutdown}, SIGINT or SIGTERM. Rejects when one of the workers fails; then none goes on. */
  async run(): Promise<void> {
    const runs = this.workers.map((worker) =>
      worker.run().finally(() => {
        this.shutdown();
      }),
    );
    await this.whenAllOver(runs);
  }

  /** Run until the work is done. @returns what the work returns */
  async runUntil<T>(work: Promise<T> | (() => Promise<T>)): Promise<T> {
    const [first, ...others] = this.workers;
    const innermost = () => first.runUntil(work);
    try {
      return await others.reduce((inner, worker) => () => worker.runUntil(inner), innermost)();
    } finally {
      await this.close();
    }
  }

  /** Take nothing new, finish the dial in flight, and hand the rest back. */
  shutdown(): void {
    for (const worker of this.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  }

  /** That of the worker that takes up calls. */
  getState(): ReturnType<Worker['getState']> {
    return this.workers[0].getState();
  }

  private async whenAllOver(runs: readonly Promise<void>[]): Promise<void> {
    const ends = await Promise.allSettled(runs);
    await this.close();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}
