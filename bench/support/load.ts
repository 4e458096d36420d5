import pMap from 'p-map';
import type { Contender } from './contender';

/** Make calls, at most `concurrency` at a time. @returns seconds */
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
