import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallTest } from '../support/calls';
import { goThrough, type Scenario } from './scenario';
import { scenarios } from './scenarios';

/**
 * Go through a scenario on a worker without a cache, on which each workflow task and each query replays the call from its
 * first event, and see that it ends as usual with no workflow task that failed.
 */
export async function goUncached(name: string): Promise<void> {
  const scenario = scenarios.find((one) => one.name === name);
  assert.ok(scenario);
  await goThrough(whileAsked(scenario), { worker: { maxCachedWorkflows: 0 } }, async ({ client }) => {
    const { events } = await client.workflow.getHandle(name).fetchHistory();
    assert.ok(events && events.length > 0);
    assert.deepEqual(
      events.filter((event) => event.workflowTaskFailedEventAttributes),
      [],
    );
  });
}

function whileAsked(scenario: Scenario): Scenario {
  return {
    ...scenario,
    go: async (parts, workflowId) => {
      const over = new AbortController();
      const asking = askUntil(over.signal, parts, workflowId);
      try {
        await scenario.go(parts, workflowId);
      } finally {
        over.abort();
      }
      assert.ok((await asking) > 1, 'it was asked');
    },
  };
}

/** @returns how many answers there were */
async function askUntil(over: AbortSignal, parts: CallTest, workflowId: string): Promise<number> {
  let answers = 0;
  while (!over.aborted) {
    await delay(200);
    if (!(await isAtRest(parts, workflowId))) continue;
    // An answer may get lost (see below); the call's own end is what counts.
    const answer = await parts.calls
      .getHandle(workflowId)
      .status()
      .catch(() => undefined);
    if (answer) answers += 1;
  }
  return answers;
}

/**
 * Does it only wait? The SDK loses a workflow task that comes while a query holds a run which it may not keep ("leftover
 * buffered tasks when evicting run"); Temporal gives it out again after 10 s, for which this test has no time.
 */
async function isAtRest({ client }: CallTest, workflowId: string): Promise<boolean> {
  const described = await client.workflow
    .getHandle(workflowId)
    .describe()
    .catch(() => undefined);
  return (
    described !== undefined && described.historyLength > 3 && described.raw.pendingWorkflowTask == undefined
  );
}
