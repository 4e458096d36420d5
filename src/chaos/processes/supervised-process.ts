import { setTimeout as delay } from 'node:timers/promises';
import type { Forked } from './fork';

/** Restarts a process when it ends, like an orchestrator. */
export class SupervisedProcess {
  private forked: Forked | undefined;
  private readonly ending = new AbortController();
  private supervising: Promise<void> = Promise.resolve();
  private restartDelayMs = defaultRestartDelayMs;
  private readonly failures: string[] = [];

  private constructor(private readonly fork: () => Forked) {}

  /** Resolves when the first process is ready. */
  static async start(fork: () => Forked): Promise<SupervisedProcess> {
    const place = new SupervisedProcess(fork);
    const first = fork();
    place.forked = first;
    place.supervising = place.supervise(first);
    await first.ready;
    return place;
  }

  /** The running process; undefined between two. */
  get alive(): Forked | undefined {
    return this.forked && isAlive(this.forked) ? this.forked : undefined;
  }

  /** Output of processes that ended without being killed. */
  get crashes(): readonly string[] {
    return this.failures;
  }

  /** Set the delay of the next restart only. */
  delayNextStart(delayMs: number): void {
    this.restartDelayMs = delayMs;
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.forked?.kill();
    await this.supervising;
  }

  private async supervise(first: Forked): Promise<void> {
    for (let forked = first; ; forked = this.forked = this.fork()) {
      await forked.exited;
      if (forked.child.signalCode === null && forked.child.exitCode !== 0) {
        this.failures.push(forked.lastOutput());
      }
      try {
        await delay(this.restartDelayMs, undefined, { signal: this.ending.signal });
      } catch {
        return;
      }
      this.restartDelayMs = defaultRestartDelayMs;
    }
  }
}

const defaultRestartDelayMs = 500;

function isAlive({ child }: Forked): boolean {
  return child.exitCode === null && child.signalCode === null;
}
