import { attemptNumber, dialingOf, type Attempt, type EndedAttempt } from '../src/domain/attempt';
import type { Contact } from '../src/domain/contact';
import { Disposition } from '../src/domain/disposition';
import { ReservedAttribute } from '../src/domain/reserved-attributes';
import type { LiveCall } from './live-call';

/** Keep what the signal `contactEnded` tells, unless it is about another call, or about an attempt whose end is recorded. */
export function hear(call: LiveCall, contact: unknown): void {
  if (!isEnded(contact)) return;
  const number = numberOf(call, contact);
  if (number === undefined || isKnown(call, number)) return;
  call.told.set(contact.contactId, contact);
  // An attempt that was given up: what was decided since is out of date.
  if (number <= call.attempts.length) call.changes += 1;
}

/** A contact of this attempt that is known to have ended. */
export function toldOf(call: LiveCall, number: number): Contact | undefined {
  return [...call.told.values()].find((contact) => numberOf(call, contact) === number);
}

/** Attempts that were recorded as `unknown`, and whose contacts have been found after all. */
export function lateFinds(call: LiveCall): EndedAttempt[] {
  const instanceId = call.policy?.instanceId ?? '';
  return call.attempts.flatMap((attempt): EndedAttempt[] => {
    const contact = isKnown(call, attempt.number) ? undefined : toldOf(call, attempt.number);
    if (!contact) return [];
    const ending = { how: 'contact', contact, stoppedByUs: false } as const;
    return [{ plan: { ...attempt, instanceId }, ...dialingOf(attempt), ending }];
  });
}

/** What was told of attempts whose end is recorded is of no use any more, nor what the last ones were recorded by. */
export function forgetTold(call: LiveCall, recorded: readonly Attempt[]): void {
  const numbers = new Set(recorded.map((attempt) => attempt.number));
  for (const contact of call.told.values()) {
    const number = numberOf(call, contact);
    if (number === undefined || numbers.has(number) || isKnown(call, number))
      call.told.delete(contact.contactId);
  }
}

function isKnown({ attempts }: LiveCall, number: number): boolean {
  const disposition = attempts[number - 1]?.disposition;
  return disposition !== undefined && disposition !== Disposition.Unknown;
}

function numberOf(call: LiveCall, contact: Contact): number | undefined {
  return attemptNumber(call.identity, contact.attributes[ReservedAttribute.AttemptId] ?? '');
}

/** Anyone may send a signal: what can't be used must not fail the call. */
function isEnded(contact: unknown): contact is Contact {
  return (
    isObject(contact) &&
    'contactId' in contact &&
    typeof contact.contactId === 'string' &&
    'endedAt' in contact &&
    typeof contact.endedAt === 'string' &&
    'attributes' in contact &&
    isObject(contact.attributes)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
