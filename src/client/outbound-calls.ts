import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { WorkflowType, type OutboundCallWorkflow } from '../contract/workflow-types';
import type { OutboundCallInput } from '../domain/call/call';
import { guardedNumbers } from '../domain/call/guarded-numbers';
import { workflowIdWarnings } from '../domain/call/workflow-id-warnings';
import { parseRequest, type RequestDefaults } from '../domain/call/parse-request';
import { isSameRequest } from '../domain/call/same-request';
import {
  destinationGuardSchema,
  type DestinationGuard,
  type DestinationGuardInput,
} from '../domain/destination-guard';
import {
  allowListsSchema,
  notAllowed,
  type AllowLists,
  type AllowListsInput,
} from '../domain/policy/allow-lists';
import { ledgerSchema, type LedgerInput, type LedgerSettings } from '../domain/ledger/ledger-settings';
import { checkedNumber } from '../domain/ledger/checked-opt-out';
import { defaultTaskQueue } from '../contract/task-queue';
import { requestOf } from '../history';
import { forget, Holds, OptOuts, PersonLedgers, type ForgetOptions, type Forgotten } from '../ledger';
import { callHandle, type CallHandle } from './call-handle';
import { detailsOf, summaryOf } from './describe-call';
import { DifferentRequestError, InvalidCallRequestError } from './errors';

export interface OutboundCallsOptions {
  /** Temporal's client. */
  readonly client: Client;
  /** @default "outbound-calls" */
  readonly taskQueue?: string;
  /** Defaults for members that a policy may omit; must be the same as the workers'. @default none */
  readonly defaults?: RequestDefaults;
  /** The same as the workers': a call to a number that it denies is refused before anything runs (docs/guard.md). @default the workers alone refuse it */
  readonly guard?: DestinationGuardInput;
  /** The same as the workers': a policy that uses something else is refused before anything runs. @default the workers alone refuse it */
  readonly allowed?: AllowListsInput;
  /** The same as the workers'. @default none: opt-outs and `forget` are not available */
  readonly ledger?: LedgerInput;
}

export interface StartCallOptions {
  /**
   * Identifies the call: starting the same workflow ID again never makes a second call, whether the first is running or has ended
   * (docs/starting-calls.md says for how long). Derive it from the subject of the call (`reminder-A-1001`), so that repeated starts are
   * harmless. To call again, use another workflow ID. It must not contain a phone number.
   */
  readonly workflowId: string;
  /**
   * Other start options of Temporal. Timeouts and cron schedules are refused: a timeout would end a call with its phone ringing, and
   * cron runs would share their ClientTokens.
   */
  readonly temporal?: Omit<
    WorkflowStartOptions<OutboundCallWorkflow>,
    | 'args'
    | 'workflowId'
    | 'taskQueue'
    | 'workflowIdReusePolicy'
    | 'workflowIdConflictPolicy'
    | 'workflowExecutionTimeout'
    | 'workflowRunTimeout'
    | 'workflowTaskTimeout'
    | 'cronSchedule'
  >;
}

export interface StartedCall extends CallHandle {
  /** False when the call existed already, running or ended. */
  readonly isNew: boolean;
  /** What is valid in the request, but probably not meant: sentences. */
  readonly warnings: readonly string[];
}

/** Starts calls and finds them again; {@link optOuts}, {@link holds} and {@link forget} concern all calls of the task queue. */
export class OutboundCalls {
  private readonly client: Client;
  private readonly taskQueue: string;
  private readonly defaults: RequestDefaults | undefined;
  private readonly guard: DestinationGuard | undefined;
  private readonly allowed: AllowLists | undefined;
  private readonly ledger: LedgerSettings | undefined;

  /** @throws ZodError when the guard or an allow-list is invalid, or the ledger has no key or one that is too short */
  constructor({
    client,
    taskQueue = defaultTaskQueue,
    defaults,
    guard,
    allowed,
    ledger,
  }: OutboundCallsOptions) {
    if (taskQueue === '')
      throw new TypeError('taskQueue is empty: leave it out, or name the task queue of the workers.');
    this.client = client;
    this.taskQueue = taskQueue;
    this.defaults = defaults;
    this.guard = guard && destinationGuardSchema.parse(guard);
    this.allowed = allowed && allowListsSchema.parse(allowed);
    this.ledger = ledger && ledgerSchema.parse(ledger);
  }

  /**
   * Start a call. Safe to repeat with the same workflow ID, also where another client started the call.
   *
   * @throws InvalidCallRequestError with every problem by path; nothing was started
   * @throws DifferentRequestError when a call with this workflow ID has a different request, or the workflow is not a call
   */
  async start(request: OutboundCallInput, options: StartCallOptions): Promise<StartedCall> {
    const { client } = this;
    const { workflowId } = options;
    const { warnings, start } = this.startOf(request, options);
    try {
      await client.workflow.start<OutboundCallWorkflow>(WorkflowType.Call, {
        ...start,
        workflowIdConflictPolicy: 'FAIL',
      });
      return { ...callHandle(client, workflowId), isNew: true, warnings };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      if (!isSameRequest(await requestOf(client, workflowId), request))
        throw new DifferentRequestError(workflowId);
      return { ...callHandle(client, workflowId), isNew: false, warnings };
    }
  }

  /**
   * How {@link start} starts a call, for Temporal's `client.workflow.executeUpdateWithStart`: one request starts the call if there is
   * none, and updates it in either case. So a call can begin paused, rescheduled or under another policy. The update reaches a running
   * call of this workflow ID even if its request is different.
   *
   * @throws InvalidCallRequestError with every problem by path
   */
  startOperation(
    request: OutboundCallInput,
    options: StartCallOptions,
  ): WithStartWorkflowOperation<OutboundCallWorkflow> {
    const { start } = this.startOf(request, options);
    return new WithStartWorkflowOperation<OutboundCallWorkflow>(WorkflowType.Call, {
      ...start,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  }

  private startOf(request: OutboundCallInput, options: StartCallOptions) {
    const { workflowId, temporal } = options;
    refuseTimeouts({ ...options, ...temporal });
    const parsed = parseRequest(request, this.defaults);
    if (!parsed.ok) throw new InvalidCallRequestError(parsed.problems);
    const refused = [
      ...(this.guard ? guardedNumbers(this.guard, parsed.request) : []),
      ...(this.allowed ? notAllowed(this.allowed, parsed.request.policy) : []),
    ];
    if (refused.length > 0) throw new InvalidCallRequestError(refused);
    const { priority } = parsed.request;
    const start: WorkflowStartOptions<OutboundCallWorkflow> = {
      staticSummary: summaryOf(parsed.request),
      staticDetails: detailsOf(parsed.request),
      ...temporal,
      ...(priority ? { priority } : {}),
      workflowId,
      taskQueue: this.taskQueue,
      args: [request],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    };
    return { start, warnings: [...parsed.warnings, ...workflowIdWarnings(parsed.request, workflowId)] };
  }

  /** The handle of a call that exists. No request is sent: its methods reject where there is no such call. */
  getHandle(workflowId: string): CallHandle {
    return callHandle(this.client, workflowId);
  }

  /** The do-not-call list. @throws TypeError without a ledger */
  get optOuts(): OptOuts {
    return new OptOuts({ client: this.client, taskQueue: this.taskQueue, keys: this.ledgerKeys() });
  }

  /** Stop all dialing, on one instance or on all, and go on again. */
  get holds(): Holds {
    return new Holds({ client: this.client, taskQueue: this.taskQueue });
  }

  /**
   * Delete what is known of a person: their ledger, and the calls that it knows of. What they opted out of stays; counters begin
   * anew. While calls to the person run nothing is deleted, unless `cancel` is set: then they are cancelled first. With `verify` the
   * result says what Temporal, which deletes in the background, has not deleted within three minutes.
   *
   * @throws TypeError without a ledger, or when it is not a number in E.164
   */
  async forget(
    e164: string,
    { cancel, verify }: Pick<ForgetOptions, 'cancel' | 'verify'> = {},
  ): Promise<Forgotten> {
    const { client, taskQueue } = this;
    const ledgers = new PersonLedgers({ client, taskQueue, keys: this.ledgerKeys() });
    return forget(checkedNumber(e164), { client, ledgers, cancel, verify });
  }

  private ledgerKeys(): LedgerSettings['keys'] {
    if (this.ledger) return this.ledger.keys;
    throw new TypeError(
      'There is no ledger, which opt-outs and forgetting need; nothing was done. Set ledger.keys in temporal.config.ts, or pass the ledger of the workers to OutboundCalls.',
    );
  }
}

const refused = ['workflowExecutionTimeout', 'workflowRunTimeout', 'workflowTaskTimeout', 'cronSchedule'];

/** TypeScript refuses them already; plain JavaScript does not. */
function refuseTimeouts(options: object): void {
  const given = Object.entries(options).find(
    ([name, value]) => refused.includes(name) && value !== undefined,
  );
  if (given) {
    throw new TypeError(
      given[0] === 'cronSchedule'
        ? 'cronSchedule cannot be set for a call: its runs would send the same ClientTokens and start no new calls. Use a Temporal Schedule.'
        : `${given[0]} cannot be set for a call: it could end the workflow while the phone rings. Use policy.limits.deadline.`,
    );
  }
}
