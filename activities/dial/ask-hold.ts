import { getClient } from '@temporalio/activity';
import { holdGoodFor, holdOn, type Hold } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../shared-answers';

/** @throws whatever keeps it from being known */
export type AskHold = (instanceId: string) => Promise<Hold | undefined>;

/** Is an instance on hold? A worker asks once for all its dials of a moment, and all the calls that wait for a release. */
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

/** Of the time that a dial has, most must be left for sending; milliseconds. */
const patience = 8_000;
