import { getClient } from '@temporalio/activity';
import { holdGoodFor, holdOn, type Hold } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../shared-answers';

/** @throws when Temporal can't be reached */
export type AskHold = (instanceId: string) => Promise<Hold | undefined>;

/** Is an instance on hold? All dials of a worker within a moment, and all calls waiting for a release, share one request. */
export function createAskHold({ holdOn: ask = askTemporal }: ActivityDependencies): AskHold {
  const holds = new SharedAnswers<Hold | undefined>();
  return async (instanceId) => {
    const asked = { now: performance.now(), maxAge: holdGoodFor };
    return (await holds.get(instanceId, asked, () => ask(instanceId))).value;
  };
}

async function askTemporal(instanceId: string): Promise<Hold | undefined> {
  const client = getClient();
  return client.withDeadline(Date.now() + patience, () => holdOn(client, instanceId));
}

/** Milliseconds: most of a dial's time must be left for sending. */
const patience = 8_000;
