import type { Client } from '@temporalio/client';
import type { Ledger } from '../domain/contacts/ledger';
import { LedgerMessage } from '../domain/contacts/ledger-messages';
import type { PersonLedgers } from './person-ledgers';
import { newestRun, runningSince } from './running';

export interface ForgetOptions {
  readonly client: Client;
  readonly ledgers: PersonLedgers;
  /** Cancel the calls that run, and wait for their end. @default nothing is deleted while calls run */
  readonly cancel?: boolean | undefined;
}

export type Forgotten =
  /** Nothing was deleted: these calls to the person run. */
  | { readonly done: false; readonly running: readonly string[] }
  /** Workflow IDs of what was deleted. */
  | { readonly done: true; readonly calls: readonly string[]; readonly ledgers: readonly string[] };

/** Delete what is known of a person: their ledgers, and the calls that those know of. What they opted out of stays. */
export async function forget(
  e164: string,
  { client, ledgers, cancel = false }: ForgetOptions,
): Promise<Forgotten> {
  const ids: string[] = [];
  const calls = new Set<string>();
  for (const id of ledgers.idsOf(e164)) {
    if (!(await newestRun(client, id))) continue;
    ids.push(id);
    const { ledger } = await client.workflow.getHandle(id).query<{ ledger: Ledger }>(LedgerMessage.Read);
    for (const { workflowId } of ledger.calls) calls.add(workflowId);
    for (const { call } of ledger.contacts) calls.add(call);
  }
  const running: string[] = [];
  for (const call of calls) if (await runningSince(client, call)) running.push(call);
  if (running.length > 0 && !cancel) return { done: false, running };
  for (const call of running) await client.workflow.getHandle(call).cancel();
  // A cancelled call completes when its phone was seen silent; how it ends is of no interest here.
  for (const call of running)
    await client.workflow
      .getHandle(call)
      .result()
      .catch(() => undefined);

  // The ledgers last: whoever is interrupted can begin again.
  const deleted = new Set<string>();
  for (const call of calls) if (await deleteWorkflow(client, call)) deleted.add(call);
  for (const id of ids) {
    // Temporal deletes in the background; what is asked from now on must begin anew.
    if (await runningSince(client, id)) await client.workflow.getHandle(id).terminate('forgotten');
    await deleteWorkflow(client, id);
  }
  return { done: true, calls: [...deleted], ledgers: ids };
}

/** All runs of it. @returns was there any? */
async function deleteWorkflow(client: Client, workflowId: string): Promise<boolean> {
  const runs = new Set<string>();
  const newest = await newestRun(client, workflowId);
  if (newest) runs.add(newest.runId);
  // Runs before the newest one.
  const query = `WorkflowId = '${workflowId.replaceAll("'", "''")}'`;
  for await (const { runId } of client.workflow.list({ query })) runs.add(runId);
  for (const runId of runs) {
    await client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId, runId },
    });
  }
  return runs.size > 0;
}
