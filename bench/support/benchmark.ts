import type { Lifetime } from '../../src/cli/lifetime';
import type { Section } from './figures';

/** One benchmark: `npm run bench -- <name>`. */
export interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** Timeout, seconds. */
  readonly limitSeconds: number;
  /** Timeout with `--full`, seconds. @default the same */
  readonly fullLimitSeconds?: number;
  run(bench: Bench): Promise<Section>;
}

/** The context of a benchmark. */
export interface Bench {
  /** Number of repetitions of each measurement. */
  readonly rounds: number;
  /** Whether to run the large sizes, too. */
  readonly full: boolean;
  /** Services to stop at the end of the benchmark. */
  readonly lifetime: Lifetime;
  /** Print progress. */
  report(message: string): void;
}

/** Run work once per round, in sequence. */
export async function inRounds<T>({ rounds }: Bench, measure: (round: number) => Promise<T>): Promise<T[]> {
  const measured: T[] = [];
  for (let round = 1; round <= rounds; round += 1) measured.push(await measure(round));
  return measured;
}
