import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { attemptId, type AttemptEnding, type AttemptPlan } from '../src/domain/attempt';
import { CallPhase } from '../src/domain/call-status';
import { awaitContactActivity, hangUp } from './activities';
import { failureOf } from './failure-of';
import type { LiveCall } from './live-call';

/** Follow a contact to its end. When the call is cancelled meanwhile, hang up and see it end. */
export async function followContact(
  call: LiveCall,
  plan: AttemptPlan,
  contactId: string,
): Promise<AttemptEnding> {
  const { instanceId } = plan;
  const input = { instanceId, contactId, attemptId: attemptId(call.identity, plan.number) };
  try {
    const end = await awaitContactActivity({ summary: `Attempt ${plan.number}: until it ends` })({
      ...input,
      since: new Date().toISOString(),
    });
    return end.result === 'ended'
      ? { how: 'contact', contact: end.contact, stoppedByUs: false }
      : { how: 'lost', why: end.why, contactId, phoneMayBeRinging: true };
  } catch (error) {
    if (!isCancellation(error)) throw failureOf(error);
    call.phase = CallPhase.HangingUp;
    return CancellationScope.nonCancellable(() => hangUpAndSee(input));
  }
}

/** "Cancelled" is said only of a phone that was seen to be silent: told to stop is not enough. */
async function hangUpAndSee(input: {
  instanceId: string;
  contactId: string;
  attemptId: string;
}): Promise<AttemptEnding> {
  const { contactId } = input;
  let why = '';
  let stoppedByUs = false;
  // A contact may be told to stop before Amazon Connect shows it to everyone: as long as it is not seen to end, again.
  for (let round = 1; round <= hangUpRounds; round += 1) {
    const told = await unlessFailed(hangUp(input));
    stoppedByUs ||= told.ok && told.value === 'stopped';
    why = told.ok
      ? 'the contact was told to stop, but was not seen to end'
      : `could not hang up: ${told.why}`;
    const end = await unlessFailed(
      awaitContactActivity({ summary: 'See it end', giveUpAfter: seeItEndFor })({
        ...input,
        since: new Date().toISOString(),
      }),
    );
    if (end.ok && end.value.result === 'ended') {
      return { how: 'contact', contact: end.value.contact, stoppedByUs };
    }
  }
  return { how: 'lost', contactId, why, phoneMayBeRinging: true };
}

/** Together five minutes: longer than a phone rings. */
const hangUpRounds = 5;
/** Milliseconds. */
const seeItEndFor = 60_000;

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

async function unlessFailed<T>(work: Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { ok: false, why: error.cause?.message ?? error.message };
  }
}
