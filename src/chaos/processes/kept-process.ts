import { setTimeout as delay } from 'node:timers/promises';
import type { Forked } from './fork';

/** A place for a process: whoever dies in it is followed by another, as where an orchestrator keeps so many of them running. */
export class KeptProcess {
  private forked: Forked | undefined;
  private readonly ending = new AbortController();
  private keeping: Promise<void> = Promise.resolve();
  /** How long the next one takes to come, milliseconds. */
  private pause = defaultPause;
  private readonly failures: string[] = [];

  private constructor(private readonly fork: () => Forked) {}

  /** Resolves when the first one is ready. */
  static async start(fork: () => Forked): Promise<KeptProcess> {
    const place = new KeptProcess(fork);
    const first = fork();
    place.forked = first;
    place.keeping = place.keep(first);
    await first.ready;
    return place;
  }

  /** The process that is there now; undefined between two of them. */
  get alive(): Forked | undefined {
    return this.forked && isAlive(this.forked) ? this.forked : undefined;
  }

  /** Why processes ended that nobody had killed. */
  get crashes(): readonly string[] {
    return this.failures;
  }

  /** The one that follows the next death comes after so many milliseconds. */
  pauseOnce(milliseconds: number): void {
    this.pause = milliseconds;
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.forked?.kill();
    await this.keeping;
  }

  private async keep(first: Forked): Promise<void> {
    for (let forked = first; ; forked = this.forked = this.fork()) {
      await forked.exited;
      if (forked.child.signalCode === null && forked.child.exitCode !== 0) {
        this.failures.push(forked.lastOutput());
      }
      try {
        await delay(this.pause, undefined, { signal: this.ending.signal });
      } catch {
        return;
      }
      this.pause = defaultPause;
    }
  }
}

/** Milliseconds. */
const defaultPause = 500;

function isAlive({ child }: Forked): boolean {
  return child.exitCode === null && child.signalCode === null;
}
