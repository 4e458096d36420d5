import pMap from 'p-map';
import type { Contender } from './contender';

/** Make so many calls, of which at most `concurrency` are under way at any time. @returns seconds */
export async function makeCalls(
  contender: Contender<never>,
  count: number,
  concurrency: number,
): Promise<number> {
  const began = performance.now();
  const calls = Array.from({ length: count }, (_, call) => call);
  await pMap(calls, async () => contender.finish(await contender.start()), { concurrency });
  return (performance.now() - began) / 1000;
}
