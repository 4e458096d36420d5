import { TokenBucket } from 'limiter';

export interface DialPaceOptions {
  readonly dialsPerSecond: number;
  /** How many dials Amazon Connect takes at one moment. */
  readonly dialBurst: number;
  /** How many workers take dials from the queue at present. */
  readonly countWorkers: () => Promise<number>;
}

/**
 * The Temporal server keeps a queue's rate over all workers, and this the moments. After a lull the server hands out a
 * second's worth of tasks at once: where that is more than Amazon Connect takes, each worker takes its part of the rate,
 * evenly. And workers that have had no processor for a while find many dials in their hands: together they send no more of
 * them at once than Amazon Connect takes, and the others not much faster than it does.
 */
export class DialPace {
  private readonly bucket: TokenBucket;
  /** Those who start together don't see one another at once. */
  private countedAt = Date.now();

  constructor(private readonly options: DialPaceOptions) {
    this.bucket = new TokenBucket({ ...this.shareOf(workersAtStart), interval: 'second' });
    this.bucket.content = this.bucket.bucketSize;
  }

  async turn(): Promise<void> {
    const counting = this.shareRate();
    // Where the part of the rate is all that keeps a burst away, it has to be right; elsewhere no dial waits for it.
    if (this.options.dialsPerSecond > this.options.dialBurst) await counting;
    await this.bucket.removeTokens(1);
  }

  private async shareRate(): Promise<void> {
    if (Date.now() - this.countedAt < countEvery) return;
    this.countedAt = Date.now();
    const workers = await this.options.countWorkers().catch(() => 1);
    Object.assign(this.bucket, this.shareOf(Math.max(1, workers)));
  }

  private shareOf(workers: number): { bucketSize: number; tokensPerInterval: number } {
    const { dialsPerSecond, dialBurst } = this.options;
    if (dialsPerSecond > dialBurst) return { bucketSize: 1, tokensPerInterval: dialsPerSecond / workers };
    return {
      bucketSize: Math.max(1, Math.floor(dialBurst / workers)),
      // Whoever happens to be given more than its part needs some room to send it.
      tokensPerInterval: (1.5 * dialsPerSecond) / workers,
    };
  }
}

/** A guess, until they are counted. */
const workersAtStart = 4;
/** Milliseconds. */
const countEvery = 2_000;
