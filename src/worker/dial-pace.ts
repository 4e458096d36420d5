import { TokenBucket } from 'limiter';

export interface DialPaceOptions {
  readonly dialsPerSecond: number;
  /** How many dials Amazon Connect takes at one moment. */
  readonly dialBurst: number;
  /** How many workers take dials from the queue at present. */
  readonly countWorkers: () => Promise<number>;
}

/**
 * The Temporal server keeps a queue's rate over all workers, but after a lull it hands out a second's worth of tasks at one
 * moment. Where that is more than Amazon Connect takes at once, each worker takes its part of the rate, evenly.
 */
export class DialPace {
  private readonly bucket: TokenBucket | undefined;
  /** Those who start together don't see one another at once. */
  private countedAt = Date.now();

  constructor(private readonly options: DialPaceOptions) {
    const { dialsPerSecond, dialBurst } = options;
    if (dialsPerSecond > dialBurst) {
      this.bucket = new TokenBucket({
        bucketSize: 1,
        tokensPerInterval: dialsPerSecond / workersAtStart,
        interval: 'second',
      });
    }
  }

  async turn(): Promise<void> {
    const { bucket } = this;
    if (!bucket) return;
    await this.shareRate(bucket);
    await bucket.removeTokens(1);
  }

  private async shareRate(bucket: TokenBucket): Promise<void> {
    if (Date.now() - this.countedAt < countEvery) return;
    this.countedAt = Date.now();
    const workers = await this.options.countWorkers().catch(() => 1);
    bucket.tokensPerInterval = this.options.dialsPerSecond / Math.max(1, workers);
  }
}

/** A guess, until they are counted. */
const workersAtStart = 4;
/** Milliseconds. */
const countEvery = 2_000;
