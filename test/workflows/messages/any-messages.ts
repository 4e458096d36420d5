import assert from 'node:assert/strict';
import {
  QueryNotRegisteredError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
} from '@temporalio/client';
import fc from 'fast-check';
import { Misshapen } from '../../../src/contract/shape';
import { dialsCountedQuery } from '../../../src/contract/daily-dials-messages';
import { listOptOutsQuery } from '../../../src/contract/opt-outs-messages';
import { linesInUseQuery } from '../../../src/contract/lines-messages';
import { readLedgerQuery, reportToLedgerSignal } from '../../../src/contract/ledger-messages';
import { statusQuery } from '../../../src/contract/call-messages';
import { WorkflowType } from '../../../src/contract/workflow-types';
import { optOutsId } from '../../../src/ledger/names';
import { together } from '../../ledger/support';
import { allMessages, anyArgument, type AnyMessage } from '../../support/any-messages';
import { closedNow } from '../../support/closed-now';
import { failedTasks } from '../../support/failed-tasks';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../../support/calls';

/** @param cases of each message, read by its shape alone, and sent to a running workflow */
export function acceptAnyMessage(cases: { readonly read: number; readonly sent: number }): void {
  for (const [where, messages] of allMessages()) {
    for (const message of messages) {
      it(`reads ${message.type} ${message.name}, or says why not`, () => {
        fc.assert(
          fc.property(anyArgument(message), (given) => {
            readTwice(message, given);
          }),
          { numRuns: cases.read },
        );
        assert.doesNotThrow(() => message.read([message.example]), 'the example is accepted');
      });
    }

    it(`of any JSON stops no workflow that handles messages of ${where}, nor a later call`, async () => {
      await withCalls({ ...together, pacing: { quotas: lines } }, async (parts) => {
        for (const [index, message] of messages.entries()) {
          const { workflowId, runId, answers } = await started(
            where,
            parts,
            message,
            `+1206555${String(110 + index).padStart(4, '0')}`,
          );
          const handled = await handledBy(parts.client, workflowId);
          assert.ok(handled.includes(message.name), `${message.name} is among ${handled.join(', ')}`);
          const names = new Set(messages.map(({ name }) => name));
          assert.deepEqual(
            handled.filter((name) => !names.has(name)),
            [],
            'each handled message is known',
          );
          const given = fc.sample(anyArgument(message), cases.sent);
          const atOnce = message.type === 'update' ? mostUpdates : 50;
          for (let from = 0; from < given.length; from += atOnce) {
            await Promise.all(
              given.slice(from, from + atOnce).map((one) => send(parts.client, workflowId, message, one)),
            );
          }
          await answers();
          for (const run of [runId, undefined]) {
            const history = await parts.client.workflow.getHandle(workflowId, run).fetchHistory();
            assert.deepEqual(failedTasks(history), [], `workflow tasks after ${message.name}`);
          }
        }
        const later = await parts.calls.start(request('+12065550100'), { workflowId: `after-${where}` });
        assert.equal((await later.result()).outcome, 'reached');
      });
    });
  }
}

const lines = {
  ...{ dialsPerSecond: 500, dialBurst: 500, describesPerSecond: 500, stopsPerSecond: 500 },
  concurrentCalls: 1_000,
};
/** Temporal refuses more updates of a workflow at a time. */
const mostUpdates = 10;

/** What was read is read again as it is: nothing in it is left to check. */
function readTwice(message: AnyMessage, given: unknown): void {
  let read: unknown[];
  try {
    read = message.read([given]);
  } catch (error) {
    assert.ok(error instanceof Misshapen, String(error));
    return;
  }
  assert.deepEqual(message.read(read), read);
}

interface Started {
  readonly workflowId: string;
  readonly runId: string;
  /** It still answers a query. */
  readonly answers: () => Promise<unknown>;
}

async function started(
  where: string,
  parts: CallTest,
  { type, name }: AnyMessage,
  person: string,
): Promise<Started> {
  const { client, calls, taskQueue } = parts;
  const workflowId =
    where === 'opt-outs' ? optOutsId(taskQueue, '+12065550198') : `any-${where}-${type}-${name}-${taskQueue}`;
  const handle = client.workflow.getHandle(workflowId);
  const start = (workflowType: string, ...args: unknown[]) =>
    client.workflow.start(workflowType, {
      workflowId,
      taskQueue,
      args,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  switch (where) {
    case 'call': {
      await calls.start(request(person, { steps: [{ queueId: ownTeam }], ...closedNow() }), {
        workflowId,
      });
      await eventually(async () => (await calls.getHandle(workflowId).status()).next);
      return { workflowId, runId: (await handle.describe()).runId, answers: () => handle.query(statusQuery) };
    }
    case 'ledger': {
      // An empty ledger ends; this one knows a call.
      const until = Date.now() + 3_600_000;
      const registered = { workflowId: 'known', firstExecutionRunId: 'known', until };
      await client.workflow.signalWithStart(WorkflowType.Ledger, {
        ...{ workflowId, taskQueue, args: [], signal: reportToLedgerSignal, signalArgs: [{ registered }] },
      });
      return {
        workflowId,
        runId: (await handle.describe()).runId,
        answers: () => handle.query(readLedgerQuery),
      };
    }
    case 'opt-outs':
      await start(WorkflowType.OptOuts);
      return {
        workflowId,
        runId: (await handle.describe()).runId,
        answers: () => handle.query(listOptOutsQuery),
      };
    case 'in-turn': {
      const args = [[{ id: 'primary', request: request(person, closedNow()) }]];
      await client.workflow.start(WorkflowType.InTurn, { workflowId, taskQueue, args });
      await eventually(async () => (await handledBy(client, workflowId)).length > 0 || undefined);
      return {
        workflowId,
        runId: (await handle.describe()).runId,
        answers: () => handledBy(client, workflowId),
      };
    }
    case 'lines':
      await start(WorkflowType.Lines);
      return {
        workflowId,
        runId: (await handle.describe()).runId,
        answers: () => handle.query(linesInUseQuery),
      };
    case 'daily-dials':
      await start(WorkflowType.DailyDials, Date.now() + 3_600_000);
      return {
        workflowId,
        runId: (await handle.describe()).runId,
        answers: () => handle.query(dialsCountedQuery),
      };
    default:
      throw new Error(`Say how to start a workflow that handles the messages of ${where}`);
  }
}

/** The names of the messages that a running workflow handles, Temporal's own left out. */
async function handledBy(client: Client, workflowId: string): Promise<string[]> {
  interface Named {
    readonly name?: string;
  }
  interface Metadata {
    readonly definition?: Readonly<
      Record<'queryDefinitions' | 'signalDefinitions' | 'updateDefinitions', Named[]>
    >;
  }
  const { definition } = await client.workflow
    .getHandle(workflowId)
    .query<Metadata>('__temporal_workflow_metadata');
  const all = [definition?.queryDefinitions, definition?.signalDefinitions, definition?.updateDefinitions];
  return all.flatMap((some) => some ?? []).flatMap(({ name = '' }) => (name.startsWith('__') ? [] : name));
}

/** Refusing is right, and so is that the call is over. */
async function send(
  client: Client,
  workflowId: string,
  { type, name }: AnyMessage,
  given: unknown,
): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    if (type === 'signal') await handle.signal(name, given);
    else if (type === 'query') await handle.query(name, given);
    else await handle.executeUpdate<unknown, [unknown]>(name, { args: [given] });
  } catch (error) {
    const isRefused =
      error instanceof WorkflowUpdateFailedError ||
      error instanceof WorkflowNotFoundError ||
      error instanceof QueryNotRegisteredError;
    if (!isRefused) throw error;
  }
}
