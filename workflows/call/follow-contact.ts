import {
  ActivityFailure,
  CancellationScope,
  condition,
  isCancellation,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { longestRingMs, type AttemptPlan, type Dialing } from '../../src/domain/call/attempt';
import { CallPhase } from '../../src/domain/call/call-status';
import { lineNeededForMs } from '../../src/domain/lines';
import type { Policy } from '../../src/domain/policy/policy';
import { boundsOf, type CallSettings } from '../../src/domain/call/settings';
import { awaitContactActivity, hangUpActivity } from '../activity-proxies';
import { isCancelled, type Call } from './call';
import { failureOf } from './failure-of';
import { basisOf, record } from './next-decision';
import { workUntil } from './work-until';
import type { AwaitContactInput } from '../../src/contract/contact';

/** A contact, with its dial, policy and settings. */
export interface Followed {
  readonly plan: AttemptPlan;
  readonly dialing: Dialing;
  readonly contactId: string;
  readonly policy: Policy;
  readonly settings: CallSettings;
}

/**
 * Follow a contact to its end and keep how it ended. The activity that sees the end also records it and decides what comes next.
 * If the call is cancelled meanwhile, or concluded with `hangUp`, hang up and wait for the end.
 */
export async function followContact(call: Call, followed: Followed): Promise<undefined> {
  const { settings, plan } = followed;
  const since = new Date().toISOString();
  try {
    await workUntil(
      () => call.state.conclusion?.hangUp === true,
      async () => {
        // A retried run has lost the reports that an earlier run received.
        if (settings.events && workflowInfo().attempt === 1) await untilReported(call, followed);
        const end = await awaitEnd(call, followed, {
          since,
          stoppedByUs: false,
          summary: `Attempt ${plan.number}: until it ends`,
          taskQueue: settings.queues?.describe,
        });
        if (end !== undefined) lose(call, followed, end.why);
      },
    );
  } catch (error) {
    if (!isCancellation(error)) throw failureOf(error);
    call.run.phase = CallPhase.HangingUp;
    await CancellationScope.nonCancellable(() => hangUpAndSee(call, followed));
  }
}

/** Contact events are delivered at best effort, so Amazon Connect is polled after the usual length of a call. */
async function untilReported(
  { run }: Call,
  { plan, contactId, policy: { usualTalk } }: Followed,
): Promise<void> {
  await condition(() => run.reportedContacts.has(contactId), longestRingMs(plan) + usualTalk, {
    summary: `Attempt ${plan.number}: until Amazon Connect reports its end`,
  });
}

interface Poll {
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  readonly stoppedByUs: boolean;
  readonly summary: string;
  /** @default the call's own */
  readonly taskQueue: string | undefined;
  /** Milliseconds; @default for ever */
  readonly giveUpAfter?: number;
}

/** Poll until the contact has ended or its end is reported. @returns why its end can't be seen, or undefined once the end is kept */
async function awaitEnd(
  call: Call,
  followed: Followed,
  poll: Poll,
): Promise<{ readonly why: string } | undefined> {
  const { run } = call;
  const { contactId, settings } = followed;
  const isReported = () => run.reportedContacts.has(contactId);
  if (isReported()) {
    keepReported(call, followed, poll);
    return undefined;
  }
  const { changes } = run;
  const { queueTimeout } = boundsOf(settings);
  try {
    const ended = await workUntil(isReported, () =>
      awaitContactActivity({ ...poll, queueTimeout })(inputOf(call, followed, poll)),
    );
    if (ended.result === 'lost') return ended;
    record(call, ended.decided, changes);
    return undefined;
  } catch (error) {
    if (isCancellation(error) && isReported() && !isCancelled(call)) {
      keepReported(call, followed, poll);
      return undefined;
    }
    // If no worker serves the instance's queue any more, use the call's own queue.
    if (poll.taskQueue !== undefined && wasNotStarted(error)) {
      return awaitEnd(call, followed, { ...poll, taskQueue: undefined });
    }
    throw error;
  }
}

function inputOf(
  call: Call,
  { plan, dialing, contactId, policy }: Followed,
  { since, stoppedByUs }: Poll,
): AwaitContactInput {
  return {
    contactId,
    since,
    lineHeldForMs: lineNeededForMs(longestRingMs(plan), policy.usualTalk),
    closes: { plan, dialing, stoppedByUs },
    basis: basisOf(call),
    taskQueue: workflowInfo().taskQueue,
  };
}

function keepReported({ run }: Call, { plan, dialing, contactId }: Followed, { stoppedByUs }: Poll): void {
  const contact = run.reportedContacts.get(contactId);
  if (contact) run.ended = [{ plan, ...dialing, ending: { how: 'contact', contact, stoppedByUs } }];
}

function lose({ run }: Call, { plan, dialing, contactId }: Followed, why: string): void {
  run.ended = [{ plan, ...dialing, ending: { how: 'lost', why, contactId, phoneMayBeRinging: true } }];
}

function wasNotStarted(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof TimeoutFailure &&
    error.cause.timeoutType === 'SCHEDULE_TO_START'
  );
}

/** An attempt counts as cancelled only once its contact is seen to end. A stop request alone does not prove it. */
async function hangUpAndSee(call: Call, followed: Followed): Promise<void> {
  const { contactId, plan, settings } = followed;
  const { instanceId } = plan;
  let why = '';
  let stoppedByUs = false;
  // Amazon Connect may not yet show a contact that was just started, so the stop is repeated until the contact is seen to end.
  for (let round = 1; round <= hangUpRounds; round += 1) {
    // The instance's queues may be unserved, so later rounds use the call's own queue.
    const queues = round === 1 ? settings.queues : undefined;
    const stopping = await unlessFailed(hangUpActivity(queues?.urgent)({ instanceId, contactId }));
    stoppedByUs ||= stopping.ok && stopping.value === 'stopped';
    why = stopping.ok
      ? 'Amazon Connect accepted the stop request, but the contact was not seen to end'
      : `could not hang up: ${stopping.why}`;
    const end = await unlessFailed(
      awaitEnd(call, followed, {
        since: new Date().toISOString(),
        stoppedByUs,
        summary: 'See it end',
        giveUpAfter: seeItEndForMs,
        taskQueue: queues?.describe,
      }),
    );
    if (end.ok && end.value === undefined) return;
  }
  lose(call, followed, why);
}

/** Five minutes in all: longer than a phone rings. */
const hangUpRounds = 5;
/** Milliseconds. */
const seeItEndForMs = 60_000;

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

async function unlessFailed<T>(work: Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { ok: false, why: error.cause?.message ?? error.message };
  }
}
