import { getClient } from '@temporalio/activity';
import { holdMaxAgeMs, Holds, type Hold } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../memory/shared-answers';

/** @throws when Temporal can't be reached */
export type CheckHold = NonNullable<ActivityDependencies['holdOn']>;

/** Is an instance on hold? All dials of a worker within a moment, and all calls waiting for a release, share one request. */
export function createCheckHold({ holdOn: find = findInTemporal }: ActivityDependencies): CheckHold {
  const holds = new SharedAnswers<Hold | undefined>();
  return async (dial) => {
    const options = { now: performance.now(), maxAge: holdMaxAgeMs };
    const key = JSON.stringify([dial.taskQueue, dial.instanceId]);
    return (await holds.get(key, options, () => find(dial))).value;
  };
}

const findInTemporal: CheckHold = async ({ taskQueue, instanceId }) => {
  const client = getClient();
  const holds = new Holds({ client, taskQueue });
  return client.withDeadline(Date.now() + timeoutMs, () => holds.stopping(instanceId));
};

/** Most of a dial's time must be left for sending. */
const timeoutMs = 8_000;
