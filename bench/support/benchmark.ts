import type { Lifetime } from '../../src/embedded';
import type { Section } from './figures';

/** One benchmark: `npm run bench -- <name>`. */
export interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** After so many seconds it has failed. */
  readonly limitSeconds: number;
  /** How long it takes where it runs in full. @default the same */
  readonly fullLimitSeconds?: number;
  run(bench: Bench): Promise<Section>;
}

/** What a benchmark is given. */
export interface Bench {
  /** How often each measurement is repeated. */
  readonly rounds: number;
  /** The large sizes, too. */
  readonly full: boolean;
  /** What is started is added here: it is stopped with the benchmark, however that ends. */
  readonly lifetime: Lifetime;
  /** Tell whoever waits what is going on. */
  say(message: string): void;
}

/** Do something once for each round, one after the other. */
export async function inRounds<T>({ rounds }: Bench, measure: (round: number) => Promise<T>): Promise<T[]> {
  const measured: T[] = [];
  for (let round = 1; round <= rounds; round += 1) measured.push(await measure(round));
  return measured;
}
