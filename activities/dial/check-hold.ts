import { getClient } from '@temporalio/activity';
import { holdGoodForMs, holdOn, type Hold } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../shared-answers';

/** @throws when Temporal can't be reached */
export type CheckHold = (instanceId: string) => Promise<Hold | undefined>;

/** Is an instance on hold? All dials of a worker within a moment, and all calls waiting for a release, share one request. */
export function createCheckHold({ holdOn: find = findInTemporal }: ActivityDependencies): CheckHold {
  const holds = new SharedAnswers<Hold | undefined>();
  return async (instanceId) => {
    const options = { now: performance.now(), maxAge: holdGoodForMs };
    return (await holds.get(instanceId, options, () => find(instanceId))).value;
  };
}

async function findInTemporal(instanceId: string): Promise<Hold | undefined> {
  const client = getClient();
  return client.withDeadline(Date.now() + timeoutMs, () => holdOn(client, instanceId));
}

/** Milliseconds: most of a dial's time must be left for sending. */
const timeoutMs = 8_000;
