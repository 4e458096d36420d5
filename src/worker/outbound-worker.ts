import { Runtime, type Worker } from '@temporalio/worker';
import type { BlockedCallers } from '../../activities';
import { zoneDataAge } from '../domain/hours/zone-data';
import { eventLoop, type Check, type Health } from '../health';

export interface WorkerGroup {
  /** The first runs the calls. */
  readonly workers: readonly [Worker, ...Worker[]];
  /** Checks that Temporal answers. */
  readonly temporal: Check;
  /** What the workers know of blocked caller IDs. */
  readonly blockedCallers: BlockedCallers;
  /** Checks that the keys still fit. @default nothing is encrypted */
  readonly keys?: Check;
  /** Checks that the workflows which all calls need can do something. */
  readonly workflows: Check;
  /** Called when the workers begin to stop; a running dial may delay their stop. */
  readonly leave: () => void;
  /** Called when all workers have stopped. */
  readonly close: () => Promise<void>;
}

/** Several Temporal workers that run and stop together. */
export class OutboundWorker {
  /**
   * Liveness and readiness, for orchestrators. Serve it with `startHealthServer`, or check it yourself:
   * `await examine(worker.health.ready)`.
   */
  get health(): Health {
    const { workers, temporal, workflows, keys, blockedCallers } = this.group;
    return {
      live: { 'event-loop': eventLoop, workers: () => workers.map(whyDead).find(isReason) },
      ready: {
        workers: () => workers.map(whyNotWorking).find(isReason),
        temporal,
        workflows,
        ...(keys ? { keys } : {}),
      },
      details: { 'time-zones': zoneDataAge().says, 'caller-ids': blockedCallers.inWords(Date.now()) },
    };
  }

  constructor(private readonly group: WorkerGroup) {}

  /** Run until {@link shutdown}, SIGINT or SIGTERM. Rejects when one of the workers fails; then all stop. */
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
   * Take no new tasks, finish the running dial, and hand the rest back. {@link run} then resolves, or rejects after
   * `shutdownForceTime`. Repeating it has no effect.
   */
  shutdown(): void {
    for (const worker of this.group.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    this.group.leave();
  }

  /** State of the worker that runs the calls. */
  getState(): ReturnType<Worker['getState']> {
    return this.group.workers[0].getState();
  }

  /** Temporal's workers stop by themselves on the first signal; later signals are ignored here too. */
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
