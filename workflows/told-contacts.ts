import { attemptNumber } from '../src/domain/attempt';
import type { Contact } from '../src/domain/contact';
import { ReservedAttribute } from '../src/domain/reserved-attributes';
import type { LiveCall } from './live-call';

/** Keep what the signal `contactEnded` tells, unless it is about another call or an attempt that is recorded already. */
export function hear(call: LiveCall, contact: unknown): void {
  if (!isEnded(contact)) return;
  const number = numberOf(call, contact);
  if (number !== undefined && number > call.attempts.length) call.told.set(contact.contactId, contact);
}

/** A contact of this attempt that is known to have ended. */
export function toldOf(call: LiveCall, number: number): Contact | undefined {
  return [...call.told.values()].find((contact) => numberOf(call, contact) === number);
}

/** What was told of recorded attempts is of no use any more. */
export function forgetTold(call: LiveCall): void {
  for (const contact of call.told.values()) {
    if ((numberOf(call, contact) ?? 0) <= call.attempts.length) call.told.delete(contact.contactId);
  }
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
