import { getClient } from '@temporalio/activity';
import { holdMaxAgeMs, Holds, type Hold } from '../../src/ledger';
import type { ActivityDependencies } from '../dependencies';
import { SharedAnswers } from '../shared-answers';

/**
 * @param taskQueue of the call
 * @throws what prevents an answer
 */
export type AskHold = (taskQueue: string, instanceId: string) => Promise<Hold | undefined>;

/** Is an instance on hold? A worker asks once for all its dials of a moment, and for all calls that wait for a release. */
export function createAskHold({ holdOn: ask = askTemporal }: ActivityDependencies): AskHold {
  const holds = new SharedAnswers<Hold | undefined>();
  return async (taskQueue, instanceId) => {
    const asked = { now: performance.now(), maxAge: holdMaxAgeMs };
    const key = JSON.stringify([taskQueue, instanceId]);
    return (await holds.get(key, asked, () => ask(taskQueue, instanceId))).value;
  };
}

async function askTemporal(taskQueue: string, instanceId: string): Promise<Hold | undefined> {
  const client = getClient();
  const holds = new Holds({ client, taskQueue });
  return client.withDeadline(Date.now() + timeoutMs, () => holds.stopping(instanceId));
}

/** Most of a dial's time must be left for sending. */
const timeoutMs = 8_000;
