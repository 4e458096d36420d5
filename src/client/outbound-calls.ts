import {
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type WorkflowHandle,
  type WorkflowStartOptions,
} from '@temporalio/client';
import ms from 'ms';
import type { outboundCall } from '../../workflows';
import {
  changePolicyUpdate,
  explainQuery,
  pauseUpdate,
  rescheduleUpdate,
  resumeUpdate,
  statusQuery,
  type OptOutRequest,
} from '../../workflows/messages';
import type { OutboundCallInput, OutboundCallRequest } from '../domain/call/call';
import type { CallResult } from '../domain/call/call-result';
import type { CallExplanation, CallStatus } from '../domain/call/call-status';
import { ledgerSchema, type LedgerInput, type LedgerSettings } from '../domain/ledger/ledger-settings';
import { checkedOptOut } from '../domain/ledger/opt-out-file';
import type { OptOut } from '../domain/ledger/opt-outs';
import { maskPhoneNumber } from '../domain/mask';
import { parseRequest, type RequestDefaults } from '../domain/call/parse-request';
import type { PolicyInput } from '../domain/policy/policy';
import { defaultTaskQueue } from '../domain/task-queue';
import {
  forget,
  hold,
  optOut,
  OptOutList,
  PersonLedgers,
  release,
  type Forgotten,
  type Hold,
} from '../ledger';
import { DifferentRequestError, InvalidCallRequestError } from './errors';
import { requestDigest } from './request-digest';

export interface OutboundCallsOptions {
  /** Temporal's client. */
  readonly client: Client;
  /** @default "outbound-calls" */
  readonly taskQueue?: string;
  /** Defaults for members that a policy may omit; must be the same as the workers'. @default none */
  readonly defaults?: RequestDefaults;
  /** The same as the workers'. @default none: opt-outs and `forget` are not available */
  readonly ledger?: LedgerInput;
}

export interface StartCallOptions {
  /**
   * Identifies the call: starting the same workflow ID again never makes a second call, whether the first is running or finished. Derive it
   * from the subject of the call (`reminder-A-1001`), so that repeated starts are harmless. It must not contain a phone number.
   */
  readonly workflowId: string;
  /** Start another call if the call of this workflow ID has ended. @default false */
  readonly again?: boolean;
  /**
   * Other start options of Temporal. Timeouts and cron schedules are refused: a timeout would end a call with its phone ringing, and
   * cron runs would share their ClientTokens.
   */
  readonly temporal?: Omit<
    WorkflowStartOptions<typeof outboundCall>,
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

export interface StartedCall {
  readonly workflowId: string;
  /** False when the call already existed. */
  readonly isNew: boolean;
  readonly warnings: readonly string[];
}

/** Starts calls, and queries and controls them while they run. */
export class OutboundCalls {
  private readonly client: Client;
  private readonly taskQueue: string;
  private readonly defaults: RequestDefaults | undefined;
  private readonly ledger: LedgerSettings | undefined;

  /** @throws ZodError when the ledger has no key, or a key is too short */
  constructor({ client, taskQueue = defaultTaskQueue, defaults, ledger }: OutboundCallsOptions) {
    this.client = client;
    this.taskQueue = taskQueue;
    this.defaults = defaults;
    this.ledger = ledger && ledgerSchema.parse(ledger);
  }

  /**
   * Start a call. Safe to repeat with the same workflow ID.
   *
   * @throws InvalidCallRequestError with every problem by path; nothing was started
   * @throws DifferentRequestError when a call with this workflow ID has a different request
   */
  async start(request: OutboundCallInput, options: StartCallOptions): Promise<StartedCall> {
    const { workflowId, again = false, temporal } = options;
    refuseTimeouts({ ...options, ...temporal });
    const parsed = parseRequest(request, this.defaults);
    if (!parsed.ok) throw new InvalidCallRequestError(parsed.problems);

    const digest = requestDigest(request);
    const { warnings } = parsed;
    try {
      await this.client.workflow.start<typeof outboundCall>('outboundCall', {
        staticSummary: summaryOf(parsed.request),
        staticDetails: detailsOf(parsed.request),
        ...temporal,
        ...(parsed.request.priority ? { priority: parsed.request.priority } : {}),
        workflowId,
        taskQueue: this.taskQueue,
        args: [request],
        memo: { ...temporal?.memo, [digestMemo]: digest },
        workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
      });
      return { workflowId, isNew: true, warnings };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      const { memo } = await this.handle(workflowId).describe();
      if (memo?.[digestMemo] !== digest) throw new DifferentRequestError(workflowId);
      return { workflowId, isNew: false, warnings };
    }
  }

  /** Wait for the call's end. @throws Temporal's WorkflowFailedError when the run failed */
  async result(workflowId: string): Promise<CallResult> {
    return this.handle(workflowId).result();
  }

  /** What the call is doing, what it has done, and what comes next. */
  async status(workflowId: string): Promise<CallStatus> {
    return this.handle(workflowId).query(statusQuery);
  }

  /** Why the call is not dialing now, in plain words. */
  async explain(workflowId: string): Promise<CallExplanation> {
    return this.handle(workflowId).query(explainQuery);
  }

  /** Dial nothing until resumed. An attempt under way continues, and the deadline does not move. */
  async pause(workflowId: string): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(pauseUpdate);
  }

  async resume(workflowId: string): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(resumeUpdate);
  }

  /** Dial nothing before `notBefore`; `null` removes the limit. */
  async reschedule(workflowId: string, { notBefore }: { notBefore: Date | null }): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(rescheduleUpdate, {
      args: [{ notBefore: notBefore?.toISOString() ?? null }],
    });
  }

  /** Continue with another policy. */
  async changePolicy(workflowId: string, policy: PolicyInput): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(changePolicyUpdate, { args: [policy] });
  }

  /** Stop a ringing phone and end the call with the outcome `cancelled`. Resolves when Temporal has the request; then await `result`. */
  async cancel(workflowId: string): Promise<void> {
    await this.handle(workflowId).cancel();
  }

  /**
   * The person does not want to be called: put their number on the do-not-call list, and end every running call to it as `opted-out`.
   * Calls without an attempt under way end at once. Requires a running worker.
   *
   * @throws TypeError without a ledger, or when the number is not in E.164
   * @throws NotListedError when the list is full (`isFull`) or unreachable; running calls that can be notified end all the same
   */
  async optOut(e164: string, { reason }: OptOutRequest = {}): Promise<void> {
    const since = new Date().toISOString();
    await this.importOptOuts([{ number: e164, since, ...(reason === undefined ? {} : { reason }) }]);
  }

  /** The same for a whole list. Harmless to repeat. @throws as {@link optOut}, with the `numbers` that are not on the list */
  async importOptOuts(list: readonly OptOut[]): Promise<void> {
    await optOut(this.across(), list.map(checkedOptOut));
  }

  /** The do-not-call list, to read it or to remove a number. @throws TypeError without a ledger */
  get optOuts(): OptOutList {
    return this.across().list;
  }

  /**
   * Stop all dialing, on one instance or on all, until released. Contacts under way continue, and a dial that was already permitted
   * may still be sent within seconds. Needs no worker.
   *
   * @throws TypeError when `instanceId` is neither an instance's ID nor its ARN
   */
  async hold(
    options: { readonly instanceId?: string; readonly reason?: string } = {},
  ): Promise<Hold & { readonly isNew: boolean }> {
    return hold({ client: this.client, taskQueue: this.taskQueue }, options);
  }

  /** End a hold: calls continue within seconds. @returns the ended hold, if there was one @throws TypeError as {@link hold} */
  async release({ instanceId }: { readonly instanceId?: string } = {}): Promise<Hold | undefined> {
    return release(this.client, instanceId);
  }

  /**
   * Delete a person's data: their ledger, and the calls that it knows. Opt-outs stay; counters start again at zero. While calls to the
   * person run, nothing is deleted unless `cancel` is set.
   *
   * @throws TypeError without a ledger
   */
  async forget(e164: string, { cancel }: { readonly cancel?: boolean } = {}): Promise<Forgotten> {
    return forget(e164, { client: this.client, ledgers: this.across().ledgers, cancel });
  }

  private across(): { readonly list: OptOutList; readonly ledgers: PersonLedgers } {
    const { client, taskQueue, ledger } = this;
    if (!ledger) {
      throw new TypeError(
        "There is no ledger, so calls know nothing about each other. Set ledger.keys in temporal.config.ts, or pass the workers' ledger to OutboundCalls.",
      );
    }
    return {
      list: new OptOutList({ client, taskQueue }),
      ledgers: new PersonLedgers({ client, taskQueue, keys: ledger.keys }),
    };
  }

  private handle(workflowId: string): WorkflowHandle<typeof outboundCall> {
    return this.client.workflow.getHandle<typeof outboundCall>(workflowId);
  }
}

/** Memo that distinguishes a repeated start from a different call with the same workflow ID. */
const digestMemo = 'outboundCallRequest';

const refused = ['workflowExecutionTimeout', 'workflowRunTimeout', 'workflowTaskTimeout', 'cronSchedule'];

/** TypeScript refuses them already; plain JavaScript does not. */
function refuseTimeouts(options: object): void {
  const given = Object.entries(options).find(
    ([name, value]) => refused.includes(name) && value !== undefined,
  );
  if (given) {
    throw new TypeError(
      `${given[0]} cannot be set for a call: a timeout would end the workflow while the phone rings, and cron runs would share their ClientTokens. Use policy.limits.deadline, or a Temporal Schedule.`,
    );
  }
}

/** A summary of the policy as Markdown. Numbers are masked, since anyone may see the UI. */
function detailsOf({ policy }: OutboundCallRequest): string {
  const steps = policy.steps.map((step) => {
    const from = step.sourcePhoneNumber ?? `queue ${step.queueId ?? ''}`;
    const to = step.destinationPhoneNumber ? `, to ${maskPhoneNumber(step.destinationPhoneNumber)}` : '';
    return `1. **${step.name}** from ${from}${to}: attempts: ${step.attempts}, wait after each: ${ms(step.retryAfter)}`;
  });
  return [...steps, '', `At most ${policy.limits.attempts} attempts in ${ms(policy.limits.deadline)}.`].join(
    '\n',
  );
}

function summaryOf({ destinationPhoneNumber, policy }: OutboundCallRequest): string {
  return `Call ${maskPhoneNumber(destinationPhoneNumber)}: ${policy.steps.map((step) => step.name).join(' → ')}`;
}
