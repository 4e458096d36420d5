import { runUntilStopped } from '../../src/cli/lifetime';
import type { Bench, Benchmark } from './benchmark';
import type { Section } from './figures';

/**
 * Run a benchmark, and stop everything that it has started.
 *
 * @returns undefined after a signal
 * @throws Error of the benchmark, after its timeout, or when one of its processes ends
 */
export async function runBenchmark(
  benchmark: Benchmark,
  options: Pick<Bench, 'rounds' | 'full' | 'report'>,
): Promise<Section | undefined> {
  const { limitSeconds, fullLimitSeconds = limitSeconds } = benchmark;
  const limit = options.full ? fullLimitSeconds : limitSeconds;
  let section: Section | undefined;
  let timer: NodeJS.Timeout | undefined;
  const ending = await runUntilStopped(async (lifetime) => {
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`${benchmark.name} was not over after ${limit} s`));
      }, limit * 1000);
    });
    try {
      section = await Promise.race([benchmark.run({ ...options, lifetime }), tooLate]);
    } finally {
      clearTimeout(timer);
    }
    lifetime.end();
  });
  clearTimeout(timer);
  if (ending.kind === 'crash') throw new Error(`${benchmark.name}: ${ending.name} ended: ${ending.reason}`);
  if (ending.kind === 'signal') options.report(`stopped by ${ending.signal}`);
  return ending.kind === 'done' ? section : undefined;
}
