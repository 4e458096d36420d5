import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { Verdict } from '../judge/verdict';
import type { Evidence } from './evidence';
import { historyJson } from '../../testing/history-json';
import { mayHaveWorkflowId } from '../../domain/visibility-query';

/** Save the evidence of calls that broke a promise: the history of every run, and the faults and acts. */
export async function saveHistories(
  { breaches }: Verdict,
  evidence: Evidence,
  client: Client,
  folder: string,
): Promise<void> {
  const offending = new Set(breaches.flatMap(({ workflowId }) => workflowId ?? []));
  for (const workflowId of [...offending].slice(0, maxCalls)) {
    for await (const { runId } of client.workflow.list({ query: mayHaveWorkflowId(workflowId) })) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      await writeFile(path.join(folder, `${workflowId}.${runId}.history.json`), historyJson(history));
    }
    await writeFile(
      path.join(folder, `${workflowId}.json`),
      JSON.stringify(
        {
          breaches: breaches.filter((breach) => breach.workflowId === workflowId),
          call: evidence.calls.find(({ plan }) => plan.workflowId === workflowId),
          dials: evidence.dials.filter(({ attributes }) => Object.values(attributes).includes(workflowId)),
          exchanges: evidence.exchanges.filter((exchange) => exchange.workflowId === workflowId),
          happenings: evidence.happenings.filter(
            (happening) => happening.workflowId === workflowId || happening.workflowId === undefined,
          ),
        },
        null,
        2,
      ),
    );
  }
}

/** A few calls are enough, since one cause breaks many. */
const maxCalls = 10;
