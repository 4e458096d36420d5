import { getClient } from '@temporalio/activity';
import { holdMaxAgeMs, Holds, type Hold } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../shared-answers';

/**
 * @param taskQueue of the call
 * @throws when Temporal can't be reached
 */
export type CheckHold = (taskQueue: string, instanceId: string) => Promise<Hold | undefined>;

/** Is an instance on hold? All dials of a worker within a moment, and all calls waiting for a release, share one request. */
export function createCheckHold({ holdOn: find = findInTemporal }: ActivityDependencies): CheckHold {
  const holds = new SharedAnswers<Hold | undefined>();
  return async (taskQueue, instanceId) => {
    const options = { now: performance.now(), maxAge: holdMaxAgeMs };
    const key = JSON.stringify([taskQueue, instanceId]);
    return (await holds.get(key, options, () => find({ taskQueue, instanceId }))).value;
  };
}

async function findInTemporal({
  taskQueue,
  instanceId,
}: {
  readonly taskQueue: string;
  readonly instanceId: string;
}): Promise<Hold | undefined> {
  const client = getClient();
  const holds = new Holds({ client, taskQueue });
  return client.withDeadline(Date.now() + timeoutMs, () => holds.stopping(instanceId));
}

/** Most of a dial's time must be left for sending. */
const timeoutMs = 8_000;
