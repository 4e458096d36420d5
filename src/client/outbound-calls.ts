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
  /** What a policy may leave out; must be what the workers are given, too. @default nothing */
  readonly defaults?: RequestDefaults;
  /** As the workers are given it. @default none: what reaches across calls (opt-outs, forgetting) can't be asked for */
  readonly ledger?: LedgerInput;
}

export interface StartCallOptions {
  /**
   * Names the call: the same workflow ID again is the same call, running or finished, and never a second one. Take it
   * from what the call is about (`reminder-A-1001`), so that asking twice is harmless; no phone number belongs in it.
   */
  readonly workflowId: string;
  /** Once the call of this workflow ID has ended, start another one. @default false */
  readonly again?: boolean;
  /** Other start options of Temporal. Timeouts and cron schedules are refused: they would end a call with its phone ringing, or share its tokens. */
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
  /** False when the call was there already. */
  readonly isNew: boolean;
  readonly warnings: readonly string[];
}

/** Start calls, and talk to them while they run. */
export class OutboundCalls {
  private readonly client: Client;
  private readonly taskQueue: string;
  private readonly defaults: RequestDefaults | undefined;
  private readonly ledger: LedgerSettings | undefined;

  /** @throws ZodError on a ledger without a key, or with one that is too short */
  constructor({ client, taskQueue = defaultTaskQueue, defaults, ledger }: OutboundCallsOptions) {
    this.client = client;
    this.taskQueue = taskQueue;
    this.defaults = defaults;
    this.ledger = ledger && ledgerSchema.parse(ledger);
  }

  /**
   * Ask for a call. Safe to repeat with the same workflow ID.
   *
   * @throws InvalidCallRequestError with every problem by path; nothing was started
   * @throws DifferentRequestError when a call of this workflow ID was asked for something else
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

  /** Wait for the call's end. @throws Temporal's WorkflowFailedError where the run failed */
  async result(workflowId: string): Promise<CallResult> {
    return this.handle(workflowId).result();
  }

  /** What the call is doing, what it did, and what comes next. */
  async status(workflowId: string): Promise<CallStatus> {
    return this.handle(workflowId).query(statusQuery);
  }

  /** Why it isn't calling now, in plain words. */
  async explain(workflowId: string): Promise<CallExplanation> {
    return this.handle(workflowId).query(explainQuery);
  }

  /** Dial nothing until resumed. An attempt under way goes on, and so does the deadline. */
  async pause(workflowId: string): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(pauseUpdate);
  }

  async resume(workflowId: string): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(resumeUpdate);
  }

  /** Dial nothing before `notBefore`; `null` lifts it. */
  async reschedule(workflowId: string, { notBefore }: { notBefore: Date | null }): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(rescheduleUpdate, {
      args: [{ notBefore: notBefore?.toISOString() ?? null }],
    });
  }

  /** Go on under another policy. */
  async changePolicy(workflowId: string, policy: PolicyInput): Promise<CallStatus> {
    return this.handle(workflowId).executeUpdate(changePolicyUpdate, { args: [policy] });
  }

  /** Stop a ringing phone and end the call with the outcome `cancelled`. Resolves when Temporal has the request; await `result`. */
  async cancel(workflowId: string): Promise<void> {
    await this.handle(workflowId).cancel();
  }

  /**
   * The person does not want to be called: their number is put on the do-not-call list, and every running call to it ends as
   * `opted-out`, those that have not dialed yet at once. A worker has to run.
   *
   * @throws TypeError without a ledger, or when it is no number in E.164
   * @throws NotListedError when the list is full (`isFull`) or can't be asked; running calls end all the same where they can be told
   */
  async optOut(e164: string, { reason }: OptOutRequest = {}): Promise<void> {
    const since = new Date().toISOString();
    await this.importOptOuts([{ number: e164, since, ...(reason === undefined ? {} : { reason }) }]);
  }

  /** The same for a list of somebody else's; doing it again does no harm. @throws as above, with the `numbers` that are not on the list */
  async importOptOuts(list: readonly OptOut[]): Promise<void> {
    await optOut(this.across(), list.map(checkedOptOut));
  }

  /** The do-not-call list: to look at, or to take a number off. @throws TypeError without a ledger */
  get optOuts(): OptOutList {
    return this.across().list;
  }

  /**
   * Dial nobody any more, on one instance or on all, until it is released. Contacts under way go on, and a dial that had asked
   * before may still be sent within seconds. It needs no worker.
   *
   * @throws TypeError when `instanceId` is neither an instance's ID nor its ARN
   */
  async hold(
    options: { readonly instanceId?: string; readonly reason?: string } = {},
  ): Promise<Hold & { readonly isNew: boolean }> {
    return hold({ client: this.client, taskQueue: this.taskQueue }, options);
  }

  /** End a hold: calls go on within seconds. @returns the hold that was there @throws TypeError as above */
  async release({ instanceId }: { readonly instanceId?: string } = {}): Promise<Hold | undefined> {
    return release(this.client, instanceId);
  }

  /**
   * Delete what is known of a person: their ledger, and the calls that it knows of. What they opted out of stays; counters begin
   * anew. While calls to them run nothing is deleted, unless those are to be cancelled.
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
        'There is no ledger: calls know nothing of one another. Set ledger.keys in temporal.config.ts, or give OutboundCalls the ledger that the workers have.',
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

/** Memo by which a repeated start is told from another call under the same workflow ID. */
const digestMemo = 'outboundCallRequest';

const refused = ['workflowExecutionTimeout', 'workflowRunTimeout', 'workflowTaskTimeout', 'cronSchedule'];

/** The types refuse them already; plain JavaScript does not. */
function refuseTimeouts(options: object): void {
  const given = Object.entries(options).find(
    ([name, value]) => refused.includes(name) && value !== undefined,
  );
  if (given) {
    throw new TypeError(
      `${given[0]} cannot be set for a call: it would end the workflow with the phone ringing, or share its ClientTokens. Use policy.limits.deadline, or a Temporal Schedule.`,
    );
  }
}

/** The policy in short, as Markdown; numbers are masked, since the UI may show it to anyone. */
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
