import pMap from 'p-map';
import type { OutboundCallInput } from '../../src/domain/call/call';
import { weekdays } from '../../src/domain/hours/calling-hours';
import type { PlainCallInput } from '../baselines/workflow';
import { instantInput, policy, type Contender } from './contender';
import { instantNumber } from './instance';

const day = 86_400_000;

/** A call that waits for calling hours that begin in a day or two. */
export function waitingRequest(): OutboundCallInput {
  const weekday = weekdays[(new Date(Date.now() + 2 * day).getUTCDay() + 6) % 7] ?? 'monday';
  return {
    destinationPhoneNumber: instantNumber,
    policy: policy({ callingHours: { timeZone: 'UTC', weekly: { [weekday]: [['00:00', '24:00']] } } }),
  };
}

export const waitingInput: PlainCallInput = { ...instantInput, startAfter: 2 * day };

/** Start calls and wait until all of them wait. @returns seconds */
export async function letWait<Request>(
  { start, finish }: Contender<Request>,
  request: Request,
  count: number,
): Promise<{ seconds: number; workflowIds: string[] }> {
  const began = performance.now();
  const calls = Array.from({ length: count }, (_, call) => call);
  const workflowIds = await pMap(calls, () => start(request), { concurrency: 30 });
  // Tasks run in order: when one more call has been dialed, all earlier ones wait.
  await finish(await start());
  return { seconds: (performance.now() - began) / 1000, workflowIds };
}
