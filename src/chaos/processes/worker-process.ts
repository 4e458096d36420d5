import { setTimeout as delay } from 'node:timers/promises';
import type { ExchangeLog } from '../network/exchange-log';
import type { KillPoint } from '../plan/troubles';
import { forkEntry } from './fork';
import { SupervisedProcess } from './supervised-process';
import { closeLinks, restoreLinks, openLinks, type Links } from './links';
import type { WorkerConfig, WorkerCommand } from './worker-config';

export interface WorkerProcessOptions {
  /** Path of the module to run. */
  readonly entry: string;
  readonly config: Pick<WorkerConfig, 'taskQueue' | 'workflowBundle' | 'quotas' | 'dialTimeoutMs' | 'events'>;
  readonly temporalPort: number;
  readonly simulatorPort: number;
  readonly exchanges: ExchangeLog;
  readonly latencyMs: () => number;
}

/** A supervised worker and its network. */
export class WorkerProcess {
  private constructor(
    readonly number: number,
    private readonly place: SupervisedProcess,
    readonly links: Links,
    private readonly exchanges: ExchangeLog,
    /** Clock error of the next process. */
    private readonly clock: { offsetMs: number },
  ) {}

  /** Resolves when the first worker is ready. */
  static async start(number: number, options: WorkerProcessOptions): Promise<WorkerProcess> {
    const { entry, config, exchanges } = options;
    const links = await openLinks({ ...options, tap: () => exchanges.tap(number) });
    const clock = { offsetMs: 0 };
    const place = await SupervisedProcess.start(() =>
      forkEntry(entry, {
        ...config,
        temporalAddress: `127.0.0.1:${links.temporal.port}`,
        simulatorUrl: `http://127.0.0.1:${links.simulator.port}`,
        version: number % 2 === 0 ? 'a' : 'b',
        clockOffsetMs: clock.offsetMs,
      } satisfies WorkerConfig),
    );
    return new WorkerProcess(number, place, links, exchanges, clock);
  }

  /** Output of workers that ended without being killed. */
  get crashes(): readonly string[] {
    return this.place.crashes;
  }

  /** Kill the worker at a point. @returns whether it died within `timeoutMs` */
  async kill(
    point: KillPoint,
    next: { restartDelayMs: number; clockOffsetMs: number },
    timeoutMs: number,
  ): Promise<boolean> {
    const forked = this.place.alive;
    if (!forked || !(await soon(forked.ready, timeoutMs))) return false;
    this.place.delayNextStart(next.restartDelayMs);
    this.clock.offsetMs = next.clockOffsetMs;
    const send = (command: WorkerCommand) => forked.child.send(command, () => undefined);
    switch (point) {
      case 'any-moment':
      case 'while-waiting':
      case 'while-queued':
        forked.kill();
        break;
      case 'in-shutdown':
        send({ do: 'shut-down' });
        await delay(150);
        forked.kill();
        break;
      case 'after-send':
        this.exchanges.interceptDialAnswer(this.number, () => {
          forked.kill();
        });
        break;
      default:
        send({ do: 'arm', point });
    }
    const isDead = await soon(forked.exited, timeoutMs);
    this.exchanges.forgetInterception(this.number);
    return isDead;
  }

  /** Pause the process, as when a machine hangs or is suspended. */
  async freeze(durationMs: number): Promise<void> {
    const forked = this.place.alive;
    if (!forked) return;
    forked.kill('SIGSTOP');
    await delay(durationMs);
    forked.kill('SIGCONT');
  }

  async heal(): Promise<void> {
    await restoreLinks(this.links);
  }

  async close(): Promise<void> {
    await this.place.close();
    closeLinks(this.links);
  }
}

async function soon(event: Promise<void>, timeoutMs: number): Promise<boolean> {
  const timer = new AbortController();
  const happened = event.then(
    () => true,
    () => false,
  );
  const late = delay(timeoutMs, false, { signal: timer.signal }).catch(() => false);
  const result = await Promise.race([happened, late]);
  timer.abort();
  return result;
}
