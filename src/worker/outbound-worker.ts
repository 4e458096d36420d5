import { Runtime, type Worker } from '@temporalio/worker';
import { eventLoop, type Check, type Health } from '../health';

export interface WorkerGroup {
  /** The first takes up calls. */
  readonly workers: readonly [Worker, ...Worker[]];
  /** Does Temporal answer? */
  readonly temporal: Check;
  /** Called when the workers begin to stop, which may take as long as the dial in their hands. */
  readonly leave: () => void;
  /** Called when they have stopped. */
  readonly close: () => Promise<void>;
}

/** Several of Temporal's workers that run, and stop, as one. */
export class OutboundWorker {
  /**
   * For orchestrators: is this worker worth keeping, and does it take up work at present? Serve it with `startHealthServer`,
   * or look yourself: `await examine(worker.health.ready)`.
   */
  readonly health: Health;

  constructor(private readonly group: WorkerGroup) {
    const { workers, temporal } = group;
    this.health = {
      live: { 'event-loop': eventLoop, workers: () => workers.map(whyDead).find(isReason) },
      ready: { workers: () => workers.map(whyNotWorking).find(isReason), temporal },
    };
  }

  /** Run until {@link shutdown}, SIGINT or SIGTERM. Rejects when one of the workers fails; then none goes on. */
  async run(): Promise<void> {
    const forget = this.leaveOnSignal();
    const runs = this.group.workers.map((worker) =>
      worker.run().finally(() => {
        this.shutdown();
      }),
    );
    const ends = await Promise.allSettled(runs);
    forget();
    await this.group.close();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /** Run until the work is done. @returns what the work returns */
  async runUntil<T>(work: Promise<T> | (() => Promise<T>)): Promise<T> {
    const [first, ...others] = this.group.workers;
    const innermost = () => first.runUntil(work);
    try {
      return await others.reduce((inner, worker) => () => worker.runUntil(inner), innermost)();
    } finally {
      await this.group.close();
    }
  }

  /**
   * Take nothing new, finish the dial in flight, and hand the rest back: {@link run} resolves when that is done, or rejects
   * when it takes longer than `shutdownForceTime`. Asked once more, it changes nothing.
   */
  shutdown(): void {
    for (const worker of this.group.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    this.group.leave();
  }

  /** That of the worker that takes up calls. */
  getState(): ReturnType<Worker['getState']> {
    return this.group.workers[0].getState();
  }

  /** Temporal's workers stop by themselves on a signal, once; a second one is none of our business either. */
  private leaveOnSignal(): () => void {
    const { shutdownSignals } = Runtime.instance().options;
    const forget = () => {
      for (const signal of shutdownSignals) process.off(signal, onSignal);
    };
    const onSignal = () => {
      forget();
      this.shutdown();
    };
    for (const signal of shutdownSignals) process.on(signal, onSignal);
    return forget;
  }
}

function whyDead(worker: Worker): string | undefined {
  return worker.getState() === 'FAILED' ? `the worker of ${worker.options.taskQueue} has failed` : undefined;
}

function whyNotWorking(worker: Worker): string | undefined {
  const { runState, activityPollerState, workflowPollerState } = worker.getStatus();
  const { taskQueue, workflowBundle, workflowsPath } = worker.options;
  if (runState !== 'RUNNING') return `the worker of ${taskQueue} ${inWords[runState]}`;
  if (activityPollerState !== 'POLLING') return `${taskQueue} is not polled for activities`;
  const hasWorkflows = (workflowBundle ?? workflowsPath) !== undefined;
  return hasWorkflows && workflowPollerState !== 'POLLING'
    ? `${taskQueue} is not polled for workflows`
    : undefined;
}

const inWords = {
  INITIALIZED: 'has not started yet',
  STOPPING: 'is stopping',
  DRAINING: 'is stopping',
  DRAINED: 'is stopping',
  STOPPED: 'has stopped',
  FAILED: 'has failed',
};

function isReason(reason: string | undefined): reason is string {
  return reason !== undefined;
}
