import { setTimeout as delay } from 'node:timers/promises';
import type { ExchangeLog } from '../network/exchange-log';
import { Link } from '../network/link';
import type { KillPoint } from '../plan/troubles';
import { forkEntry, type Forked } from './fork';
import type { WorkerConfig, WorkerOrder } from './worker-config';

/** A worker's place: whoever is killed in it is followed by another, as where an orchestrator keeps so many of them running. */
export class WorkerProcess {
  private forked: Forked | undefined;
  private readonly ending = new AbortController();
  /** How long the next one takes to come, milliseconds, and what its clock is off by. */
  private next = { after: defaultPause, clockOff: 0 };
  private keeping: Promise<void> = Promise.resolve();
  private readonly failures: string[] = [];

  private constructor(
    readonly number: number,
    private readonly options: WorkerProcessOptions,
    /** The network between this worker and the others. */
    readonly links: { readonly temporal: Link; readonly simulator: Link },
  ) {}

  /** Resolves when the first one works. */
  static async start(number: number, options: WorkerProcessOptions): Promise<WorkerProcess> {
    const { latency, exchanges } = options;
    const links = {
      temporal: await Link.open(options.temporalPort, { latency }),
      simulator: await Link.open(options.simulatorPort, { latency, tap: () => exchanges.tap(number) }),
    };
    const place = new WorkerProcess(number, options, links);
    const first = place.fork();
    place.keeping = place.keep(first);
    await first.ready;
    return place;
  }

  /** Why workers ended that nobody had killed. */
  get crashes(): readonly string[] {
    return this.failures;
  }

  /** Kill it; `point` other than any moment arms it to die there. @returns when it is dead; false when that does not come to be */
  async kill(
    point: KillPoint,
    next: { after: number; clockOff: number },
    patience: number,
  ): Promise<boolean> {
    const { forked } = this;
    if (!forked || !isAlive(forked)) return false;
    const isIn = await soon(forked.ready, patience);
    if (!isIn) return false;
    this.next = next;
    switch (point) {
      case 'any-moment':
      case 'while-waiting':
      case 'while-queued':
        forked.kill();
        break;
      case 'in-shutdown':
        this.order({ do: 'shut-down' });
        await delay(150);
        forked.kill();
        break;
      case 'after-send':
        this.options.exchanges.interceptDialAnswer(this.number, () => {
          forked.kill();
        });
        break;
      default:
        this.order({ do: 'arm', point });
    }
    const isDead = await soon(forked.exited, patience);
    this.options.exchanges.forgetInterception(this.number);
    return isDead;
  }

  /** Stop it as a machine does that hangs or is suspended; it goes on where it was. */
  async freeze(milliseconds: number): Promise<void> {
    const { forked } = this;
    if (!forked || !isAlive(forked)) return;
    forked.kill('SIGSTOP');
    await delay(milliseconds);
    forked.kill('SIGCONT');
  }

  async heal(): Promise<void> {
    await Promise.all([this.links.temporal.suffer(undefined), this.links.simulator.suffer(undefined)]);
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.forked?.kill();
    await this.keeping;
    this.links.temporal.close();
    this.links.simulator.close();
  }

  private order(order: WorkerOrder): void {
    this.forked?.child.send(order, () => undefined);
  }

  private async keep(first: Forked): Promise<void> {
    for (let forked = first; ; forked = this.fork()) {
      await forked.exited;
      if (forked.child.signalCode === null && forked.child.exitCode !== 0) {
        this.failures.push(forked.lastOutput());
      }
      try {
        await delay(this.next.after, undefined, { signal: this.ending.signal });
      } catch {
        return;
      }
      this.next = { ...this.next, after: defaultPause };
    }
  }

  private fork(): Forked {
    const { entry, config } = this.options;
    this.forked = forkEntry(entry, {
      ...config,
      temporalAddress: `127.0.0.1:${this.links.temporal.port}`,
      simulatorUrl: `http://127.0.0.1:${this.links.simulator.port}`,
      version: this.number % 2 === 0 ? 'a' : 'b',
      clockOff: this.next.clockOff,
    } satisfies WorkerConfig);
    return this.forked;
  }
}

export interface WorkerProcessOptions {
  /** The module that it runs. */
  readonly entry: string;
  readonly config: Pick<WorkerConfig, 'taskQueue' | 'workflowBundle' | 'quotas' | 'dialTimeout'>;
  readonly temporalPort: number;
  readonly simulatorPort: number;
  readonly exchanges: ExchangeLog;
  readonly latency: () => number;
}

const defaultPause = 500;

function isAlive({ child }: Forked): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function soon(event: Promise<void>, patience: number): Promise<boolean> {
  const timer = new AbortController();
  const happened = event.then(
    () => true,
    () => false,
  );
  const late = delay(patience, false, { signal: timer.signal }).catch(() => false);
  const result = await Promise.race([happened, late]);
  timer.abort();
  return result;
}
