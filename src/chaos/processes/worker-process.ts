import { setTimeout as delay } from 'node:timers/promises';
import type { ExchangeLog } from '../network/exchange-log';
import type { KillPoint } from '../plan/troubles';
import { forkEntry } from './fork';
import { KeptProcess } from './kept-process';
import { closeLinks, healLinks, openLinks, type Links } from './links';
import type { WorkerConfig, WorkerOrder } from './worker-config';

export interface WorkerProcessOptions {
  /** The module that it runs. */
  readonly entry: string;
  readonly config: Pick<WorkerConfig, 'taskQueue' | 'workflowBundle' | 'quotas' | 'dialTimeout' | 'events'>;
  readonly temporalPort: number;
  readonly simulatorPort: number;
  readonly exchanges: ExchangeLog;
  readonly latency: () => number;
}

/** A worker's place, and the network around it. */
export class WorkerProcess {
  private constructor(
    readonly number: number,
    private readonly place: KeptProcess,
    readonly links: Links,
    private readonly exchanges: ExchangeLog,
    /** What the clock of the one that comes next is off by, milliseconds. */
    private readonly clock: { off: number },
  ) {}

  /** Resolves when the first one works. */
  static async start(number: number, options: WorkerProcessOptions): Promise<WorkerProcess> {
    const { entry, config, exchanges } = options;
    const links = await openLinks({ ...options, tap: () => exchanges.tap(number) });
    const clock = { off: 0 };
    const place = await KeptProcess.start(() =>
      forkEntry(entry, {
        ...config,
        temporalAddress: `127.0.0.1:${links.temporal.port}`,
        simulatorUrl: `http://127.0.0.1:${links.simulator.port}`,
        version: number % 2 === 0 ? 'a' : 'b',
        clockOff: clock.off,
      } satisfies WorkerConfig),
    );
    return new WorkerProcess(number, place, links, exchanges, clock);
  }

  /** Why workers ended that nobody had killed. */
  get crashes(): readonly string[] {
    return this.place.crashes;
  }

  /** Kill it; `point` other than any moment arms it to die there. @returns when it is dead; false when that does not come to be */
  async kill(
    point: KillPoint,
    next: { after: number; clockOff: number },
    patience: number,
  ): Promise<boolean> {
    const forked = this.place.alive;
    if (!forked || !(await soon(forked.ready, patience))) return false;
    this.place.pauseOnce(next.after);
    this.clock.off = next.clockOff;
    const order = (what: WorkerOrder) => forked.child.send(what, () => undefined);
    switch (point) {
      case 'any-moment':
      case 'while-waiting':
      case 'while-queued':
        forked.kill();
        break;
      case 'in-shutdown':
        order({ do: 'shut-down' });
        await delay(150);
        forked.kill();
        break;
      case 'after-send':
        this.exchanges.interceptDialAnswer(this.number, () => {
          forked.kill();
        });
        break;
      default:
        order({ do: 'arm', point });
    }
    const isDead = await soon(forked.exited, patience);
    this.exchanges.forgetInterception(this.number);
    return isDead;
  }

  /** Stop it as a machine does that hangs or is suspended; it goes on where it was. */
  async freeze(milliseconds: number): Promise<void> {
    const forked = this.place.alive;
    if (!forked) return;
    forked.kill('SIGSTOP');
    await delay(milliseconds);
    forked.kill('SIGCONT');
  }

  async heal(): Promise<void> {
    await healLinks(this.links);
  }

  async close(): Promise<void> {
    await this.place.close();
    closeLinks(this.links);
  }
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
