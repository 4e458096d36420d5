import { ActivityFailure, CancellationScope, condition } from '@temporalio/workflow';
import type { Attempt } from '../src/domain/attempt';
import { contactOf } from '../src/domain/contacts/contact-of';
import type { Policy } from '../src/domain/policy';
import { quietUntil } from '../src/domain/quiet-period';
import { optOutNumbers, recordContacts, registerCall } from './activities';
import type { LiveCall } from './live-call';
import type { OptOutRequest } from './messages';
import { patience } from './patience';

/** Attempts whose records have changed, for the person's ledger. */
export function keepForLedger(call: LiveCall, recorded: readonly Attempt[]): void {
  const { identity, request, policy } = call;
  const contacts = recorded.map((attempt) => {
    const quiet = attempt.phoneMayBeRinging && policy ? { quietUntil: quietUntil(policy, attempt) } : {};
    return contactOf(identity, attempt, { subject: request.subject, ...quiet });
  });
  const isNew = ({ attemptId }: { attemptId: string }) =>
    !contacts.some((one) => one.attemptId === attemptId);
  call.unrecorded = [...call.unrecorded.filter(isNew), ...contacts];
}

/**
 * Before a call goes on: the ledgers of its numbers know of it, and that of the person how its attempts ended.
 *
 * @param now milliseconds since the epoch
 * @returns why no ledger knows of the call, which then must not dial; how an attempt ended is told next time
 */
export async function keepLedger(call: LiveCall, policy: Policy, now: number): Promise<string | undefined> {
  if (call.unrecorded.length > 0) await record(call, false);
  const numbers = numbersOf(call, policy);
  // Nothing is dialed before a dial that was not sent may be tried again; another call may be over at any time.
  if (call.notSent && call.notSent.until > now && call.askOtherCallEvery === undefined) return undefined;
  if (numbers.every((number) => call.registered.includes(number))) return undefined;
  try {
    const until = call.startedAt + policy.limits.deadline + overtime;
    const { optedOut } = await CancellationScope.nonCancellable(() =>
      registerCall({ call: call.identity, numbers, until }),
    );
    call.registered = [...new Set([...call.registered, ...numbers])];
    if (optedOut) {
      call.optedOut ??= { reason: optedOut.reason };
      call.changes += 1;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return `the ledger of the person could not be told: ${error.cause?.message ?? error.message}`;
  }
}

/**
 * When to tell the ledger again what it could not be told, milliseconds since the epoch: until then no other call dials the
 * person. Undefined where there is nothing to tell.
 *
 * @param now as the decision was asked with it: another clock may go on in a replay
 */
export function tellAgainAt({ unrecorded, untoldInARow }: LiveCall, now: number): number | undefined {
  return unrecorded.length === 0 ? undefined : now + patience(tellAgainAfter, untoldInARow - 1);
}

/** Milliseconds. */
const tellAgainAfter = 15_000;

/** An attempt may be under way at the deadline; milliseconds. */
const overtime = 60 * 60_000;

/** A call that is over. What could not be told, the ledger asks for itself. */
export async function leaveLedger(call: LiveCall): Promise<void> {
  if (call.unrecorded.length + call.registered.length > 0) await record(call, true);
}

async function record(call: LiveCall, isOver: boolean): Promise<void> {
  const { identity, registered: numbers, unrecorded: contacts } = call;
  const person = call.request.destinationPhoneNumber;
  const leaves = isOver ? { leaves: { call: identity, numbers, at: Date.now() } } : {};
  try {
    await CancellationScope.nonCancellable(() => recordContacts({ person, contacts, ...leaves }));
    call.unrecorded = call.unrecorded.filter((one) => !contacts.includes(one));
    call.untoldInARow = 0;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    call.untoldInARow += 1;
  }
}

/** Put all numbers of a call on the do-not-call list, and end all other calls to them. */
export async function listOptOut(call: LiveCall, { reason }: OptOutRequest): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    // Only the first decision says whether there is a ledger.
    await condition(() => call.settings !== undefined && call.policy !== undefined);
    const { policy, settings } = call;
    if (!policy || !settings?.ledger) return;
    const since = new Date().toISOString();
    const said = reason === undefined ? {} : { reason };
    await optOutNumbers({
      optOuts: numbersOf(call, policy).map((number) => ({ number, since, ...said })),
    });
  });
}

/** All that a call may dial. */
export function numbersOf({ request }: LiveCall, { steps }: Policy): string[] {
  const ofSteps = steps.flatMap(({ destinationPhoneNumber: number }) =>
    number === undefined ? [] : [number],
  );
  return [...new Set([request.destinationPhoneNumber, ...ofSteps])];
}
