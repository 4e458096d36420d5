import { setTimeout } from 'node:timers/promises';
import {
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type RawWorkflowExecutionInfo,
} from '@temporalio/client';
import { decodeMapFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { tsToMs } from '@temporalio/common/lib/time';
import { WorkflowType } from '../contract/workflow-types';
import { instanceIdOf, notAnInstance } from '../domain/instance-id';
import { iso } from '../domain/iso';
import { holdId, scopeOf } from './names';
import { describeRaw, isRunning } from './running';
import { openRunsOf } from '../domain/visibility-query';

/** What a hold stops. */
export interface HoldScope {
  /** ID or ARN of an Amazon Connect instance. @default every instance */
  readonly instanceId?: string | undefined;
  /** Every task queue of the Temporal namespace, not only the own one. @default false */
  readonly wholeNamespace?: boolean | undefined;
}

/** While it lasts, nothing is dialed in its scope. */
export interface Hold extends HoldScope {
  /** ISO 8601. */
  readonly since: string;
  readonly reason?: string | undefined;
}

/** How long a worker may use an answer about holds, ms: with four requests each, a worker sends 16 a second at most. */
export const holdMaxAgeMs = 250;

export interface HoldsOptions {
  readonly client: Client;
  /** Of the calls that are held. */
  readonly taskQueue: string;
}

/**
 * Stops all dialing and lets it go on. Contacts under way go on; a dial that had been permitted before may still be sent within
 * seconds. No worker is needed.
 */
export class Holds {
  constructor(private readonly options: HoldsOptions) {}

  /**
   * Start a hold. Resolves once every worker respects it. With a hold of the same scope in place, that one stays as it is.
   *
   * @throws TypeError when `instanceId` is neither an ID nor an ARN: such a hold would stop nothing
   */
  async place({ reason, ...scope }: HoldScope & { readonly reason?: string | undefined } = {}): Promise<
    Hold & { readonly isNew: boolean }
  > {
    const { client, taskQueue } = this.options;
    checkInstance(scope);
    let isNew = true;
    try {
      await client.workflow.start(WorkflowType.Hold, {
        workflowId: this.idOf(scope),
        taskQueue,
        args: [],
        staticSummary: summaryOf(scope, taskQueue),
        workflowIdConflictPolicy: 'FAIL',
        ...(reason === undefined ? {} : { memo: { [reasonMemo]: reason } }),
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      isNew = false;
    }
    await setTimeout(holdMaxAgeMs);
    return { ...((await this.find(scope)) ?? { ...scope, since: new Date().toISOString(), reason }), isNew };
  }

  /**
   * End a hold: calls go on within seconds. A hold of another scope stays.
   *
   * @returns the hold that ended; undefined when there was none
   * @throws TypeError as `place`
   */
  async release(scope: HoldScope = {}): Promise<Hold | undefined> {
    checkInstance(scope);
    const hold = await this.find(scope);
    if (hold) await this.options.client.workflow.getHandle(this.idOf(scope)).terminate('released');
    return hold;
  }

  /** The hold of exactly this scope; undefined when there is none. */
  async find(scope: HoldScope = {}): Promise<Hold | undefined> {
    const { client } = this.options;
    // Not the client's own description: that fails where the reason was encrypted with a key that this process does not have.
    const run = await describeRaw(client, this.idOf(scope));
    if (!run || !isRunning(run)) return undefined;
    return { ...scope, since: iso(tsToMs(run.startTime)), ...(await reasonIn(client, run.memo)) };
  }

  /** The holds of this task queue and of the whole namespace. From Temporal's visibility: a new one may be missing for a moment. */
  async list(): Promise<readonly Hold[]> {
    const { client, taskQueue } = this.options;
    const query = openRunsOf(WorkflowType.Hold);
    const holds: Hold[] = [];
    const { namespace } = client.options;
    const { executions } = await client.workflowService.listWorkflowExecutions({ namespace, query });
    for (const { execution } of executions) {
      const scope = scopeOf(execution?.workflowId ?? '', taskQueue);
      const hold = scope && (await this.find(scope));
      if (hold) holds.push(hold);
    }
    return holds;
  }

  /** A hold that stops an instance, whatever its scope. Four requests to the Temporal server at once. */
  async stopping(instanceId: string): Promise<Hold | undefined> {
    const scopes = [{ wholeNamespace: true }, { wholeNamespace: true, instanceId }, {}, { instanceId }];
    return (await Promise.all(scopes.map((scope) => this.find(scope)))).find((hold) => hold !== undefined);
  }

  private idOf(scope: HoldScope): string {
    return holdId(this.options.taskQueue, scope);
  }
}

function checkInstance({ instanceId }: HoldScope): void {
  if (instanceId !== undefined && instanceIdOf(instanceId) === undefined)
    throw new TypeError(`instanceId ${JSON.stringify(instanceId)}: ${notAnInstance}`);
}

function summaryOf({ instanceId, wholeNamespace }: HoldScope, taskQueue: string): string {
  const where = wholeNamespace ? 'the whole namespace' : `task queue ${taskQueue}`;
  return `Nothing is dialed by ${where}${instanceId === undefined ? '' : ` on instance ${instanceId}`}`;
}

const reasonMemo = 'outboundCallHoldReason';

async function reasonIn(
  client: Client,
  memo: RawWorkflowExecutionInfo['memo'],
): Promise<{ readonly reason?: string }> {
  try {
    const decoded = await decodeMapFromPayloads(client.options.loadedDataConverter, memo?.fields);
    const reason: unknown = decoded?.[reasonMemo];
    return typeof reason === 'string' ? { reason } : {};
  } catch {
    return {};
  }
}
