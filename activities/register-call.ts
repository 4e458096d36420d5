import type { CallIdentity } from '../src/domain/attempt';
import type { OptOut } from '../src/domain/contacts/opt-outs';
import { activityInfo } from '@temporalio/activity';
import type { ActivityDependencies } from './dependencies';
import { inOwnTime } from './in-own-time';
import { ledgersOn } from './ledgers';

export interface RegisterCallInput {
  readonly call: CallIdentity;
  /** All that the call may dial, E.164. */
  readonly numbers: readonly string[];
  /** When it is over at the latest, milliseconds since the epoch. */
  readonly until: number;
}

export interface RegisterCallResult {
  /** The first of the numbers that is on the do-not-call list. */
  readonly optedOut?: OptOut;
}

/**
 * Let the ledgers of the numbers know of a call, and look whether one of them has opted out: in this order, so that who opts out
 * meanwhile is either seen here, or tells the call.
 */
export function createRegisterCall(dependencies: ActivityDependencies) {
  return async function registerCall({
    call,
    numbers,
    until,
  }: RegisterCallInput): Promise<RegisterCallResult> {
    const { ledgers, list } = ledgersOn(activityInfo().taskQueue, dependencies);
    return inOwnTime(async () => {
      await Promise.all(numbers.map((number) => ledgers.tell(number, { registered: { ...call, until } })));
      const found = await Promise.all(numbers.map((number) => list.find(number)));
      const optedOut = found.find((one) => one !== undefined);
      return optedOut ? { optedOut } : {};
    });
  };
}
