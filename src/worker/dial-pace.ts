import { TokenBucket } from 'limiter';

export interface DialPaceOptions {
  readonly dialsPerSecond: number;
  /** How many dials Amazon Connect takes at one moment. */
  readonly dialBurst: number;
  /** How many workers took dials from the queue in the last so many seconds. */
  readonly countWorkers: (seconds: number) => Promise<number>;
}

/**
 * The Temporal server keeps a queue's rate over all workers, and this the moments: after a lull the server hands out some
 * seconds' worth of tasks at once, and workers that have had no processor for a while find many dials in their hands. So
 * each worker keeps a bucket as Amazon Connect does, with its part of the rate and of the burst.
 *
 * No rate is lost by parts that are even while tasks are not: while there are more dials than the rate allows, whoever has
 * few in its hands is given more of them, until all have some to wait with.
 */
export class DialPace {
  private readonly bucket: TokenBucket;
  /** Those who start together don't see one another at once. */
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

  /** How many dials a worker has use for at a time: those that wait for their turn can't go to another worker. */
  get dialsInHand(): number {
    const { bucketSize, tokensPerInterval } = this.bucket;
    return Math.max(2, bucketSize + Math.ceil(tokensPerInterval * secondsInHand));
  }

  private async share(): Promise<void> {
    const isScarce = this.bucket.getWaitTime(1) > 0;
    const seenWithin = isScarce ? scarceTurns / this.bucket.tokensPerInterval + leastSeen : seenWhenIdle;
    // Not known: as many as before.
    const workers = await this.options.countWorkers(seenWithin).catch(() => undefined);
    if (workers === undefined) return;
    const share = this.shareOf(Math.max(1, workers));
    // What has been gathered was a part, too.
    const content = (this.bucket.content * share.bucketSize) / this.bucket.bucketSize;
    Object.assign(this.bucket, { ...share, content });
  }

  private shareOf(workers: number): { bucketSize: number; tokensPerInterval: number } {
    const { dialsPerSecond, dialBurst } = this.options;
    return {
      // Requests take unequal times on their way: some room, or those that are faster than the first come too early.
      bucketSize: Math.max(1, Math.floor((0.9 * dialBurst) / workers)),
      tokensPerInterval: dialsPerSecond / workers,
    };
  }
}

/** As many as Amazon Connect may be slow to answer. */
const secondsInHand = 2;

/** A guess, until they are counted. */
const workersAtStart = 4;
/** Seconds. A worker that has nothing to do asks for a task once a minute. */
const seenWhenIdle = 70;
/**
 * While there are more dials than turns, everybody asks for a task every other turn or so; one that died, perhaps again and
 * again, must not keep its part for long. In turns of a worker, and seconds.
 */
const scarceTurns = 4;
const leastSeen = 4;
