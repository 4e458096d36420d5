import { TokenBucket } from 'limiter';

export interface DialPaceOptions {
  readonly dialsPerSecond: number;
  /** How many dials Amazon Connect accepts in one burst. */
  readonly dialBurst: number;
  /** Number of workers that polled the dial queue in the last `seconds`. */
  readonly countWorkers: (seconds: number) => Promise<number>;
}

/**
 * Limits bursts of dials. The Temporal server enforces a queue's rate over all workers, but after an idle period it hands out
 * several seconds' worth of tasks at once, and a worker that was starved of CPU may hold many dials. So each worker keeps a token
 * bucket like Amazon Connect's, with its share of the rate and of the burst.
 *
 * Equal shares lose no rate: while there are more dials than the rate allows, workers with few dials receive more, until all have
 * dials waiting.
 */
export class DialPace {
  private readonly bucket: TokenBucket;
  /** Starts with now, since workers that start together are not listed at once. */
  private countedAt = Date.now();
  private counting: Promise<void> | undefined;

  /** @param countEveryMs shorter in tests */
  constructor(
    private readonly options: DialPaceOptions,
    private readonly countEveryMs = 2_000,
  ) {
    this.bucket = new TokenBucket({ ...this.shareOf(workersAtStart), interval: 'second' });
    this.bucket.content = this.bucket.bucketSize;
  }

  async turn(): Promise<void> {
    if (Date.now() - this.countedAt >= this.countEveryMs) {
      this.countedAt = Date.now();
      this.counting = this.share();
    }
    await this.counting;
    await this.bucket.removeTokens(1);
  }

  /** How many dials this worker should hold at a time. Dials that wait for their turn here can't go to another worker. */
  get dialsInHand(): number {
    const { bucketSize, tokensPerInterval } = this.bucket;
    return Math.max(2, bucketSize + Math.ceil(tokensPerInterval * secondsInHand));
  }

  private async share(): Promise<void> {
    const isScarce = this.bucket.getWaitTime(1) > 0;
    const seenWithin = isScarce ? scarceTurns / this.bucket.tokensPerInterval + leastSeen : seenWhenIdle;
    // If counting fails, keep the previous share.
    const workers = await this.options.countWorkers(seenWithin).catch(() => undefined);
    if (workers === undefined) return;
    const share = this.shareOf(Math.max(1, workers));
    // Scale the tokens gathered so far to the new share.
    const content = (this.bucket.content * share.bucketSize) / this.bucket.bucketSize;
    Object.assign(this.bucket, { ...share, content });
  }

  private shareOf(workers: number): { bucketSize: number; tokensPerInterval: number } {
    const { dialsPerSecond, dialBurst } = this.options;
    return {
      // Latencies differ, so leave some room: later requests may overtake earlier ones.
      bucketSize: Math.max(1, Math.floor((0.9 * dialBurst) / workers)),
      tokensPerInterval: dialsPerSecond / workers,
    };
  }
}

/** How long Amazon Connect may take to answer. */
const secondsInHand = 2;

/** Assumed number of workers until they are counted. */
const workersAtStart = 4;
/** Seconds. An idle worker polls once a minute. */
const seenWhenIdle = 70;
/**
 * While dials wait, a worker polls about every other turn. A worker that died must lose its share soon. In turns of a worker, and
 * in seconds.
 */
const scarceTurns = 4;
const leastSeen = 4;
