import type { temporal } from '@temporalio/proto';
import { goThrough, type Scenario } from './scenario';

type History = temporal.api.history.v1.IHistory;

/** Go through a scenario on a real server, and bring the history of each run of its workflow, the first one first. */
export async function record(scenario: Scenario): Promise<History[]> {
  const runs: History[] = [];
  await goThrough(scenario, {}, async ({ client }) => {
    let runId: string | undefined;
    do {
      const history = await client.workflow.getHandle(scenario.name, runId).fetchHistory();
      const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
      // The time-skipping server does not write it.
      if (started && !started.workflowId) started.workflowId = scenario.name;
      runs.unshift(history);
      runId = runBefore(history);
    } while (runId !== undefined);
  });
  return runs;
}

/** The run that this one goes on from: by continue-as-new, by a retry, or by a reset. */
function runBefore({ events }: History): string | undefined {
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  const reset = events?.find((event) => event.workflowTaskFailedEventAttributes?.baseRunId);
  const baseRunId = reset?.workflowTaskFailedEventAttributes?.baseRunId;
  const before = baseRunId ?? started?.continuedExecutionRunId;
  return before === '' ? undefined : (before ?? undefined);
}
