import { attemptNumber, dialingOf, type Attempt, type EndedAttempt } from '../../src/domain/call/attempt';
import { addsTo } from '../../src/domain/call/after-call';
import type { Contact } from '../../src/domain/call/contact';
import { Disposition } from '../../src/domain/call/disposition';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import type { Call } from './call';
import { isObject } from '../../src/domain/is-object';

/** Keep the report of a contact, unless it belongs to another call or says no more than the record of its attempt. */
export function receiveContact(call: Call, contact: unknown): void {
  if (!isEnded(contact)) return;
  const number = numberOf(call, contact);
  if (number === undefined || isSettled(call, number, contact)) return;
  call.run.reportedContacts.set(contact.contactId, contact);
  // Decisions made since the attempt was recorded are outdated.
  if (number <= call.state.attempts.length) call.run.changes += 1;
}

/** The reported contact of this attempt. */
export function reportedContact(call: Call, number: number): Contact | undefined {
  return [...call.run.reportedContacts.values()].find((contact) => numberOf(call, contact) === number);
}

/** Attempts recorded as `unknown` whose contacts were reported later, and recorded ones whose contacts now say more. */
export function lateFinds(call: Call): EndedAttempt[] {
  const { attempts, request } = call.state;
  const instanceId = request?.policy.instanceId ?? '';
  return attempts.flatMap((attempt): EndedAttempt[] => {
    const contact = reportedContact(call, attempt.number);
    if (!contact || isSettled(call, attempt.number, contact)) return [];
    const ending = { how: 'contact', contact, stoppedByUs: false } as const;
    return [{ plan: { ...attempt, instanceId }, ...dialingOf(attempt), ending }];
  });
}

/** Forget reports about attempts whose end is recorded. */
export function forgetReported(call: Call, recorded: readonly Attempt[]): void {
  // A report about an attempt that was just given up is a late find.
  const closed = recorded.filter(({ phoneMayBeRinging, neverRang }) => !phoneMayBeRinging && !neverRang);
  const numbers = new Set(closed.map((attempt) => attempt.number));
  for (const contact of call.run.reportedContacts.values()) {
    const number = numberOf(call, contact);
    const isDone = number === undefined || numbers.has(number) || isRecorded(call, number);
    if (isDone && !saysMore(call, number, contact)) call.run.reportedContacts.delete(contact.contactId);
  }
}

function isSettled(call: Call, number: number, contact: Contact): boolean {
  return isRecorded(call, number) && !saysMore(call, number, contact);
}

/** An agent may set attributes after the contact has ended. */
function saysMore({ state }: Call, number: number | undefined, { attributes }: Contact): boolean {
  const attempt = number === undefined ? undefined : state.attempts[number - 1];
  return (
    attempt !== undefined && state.request !== undefined && addsTo(attempt, state.request.policy, attributes)
  );
}

function isRecorded({ state }: Call, number: number): boolean {
  const disposition = state.attempts[number - 1]?.disposition;
  return disposition !== undefined && disposition !== Disposition.Unknown;
}

function numberOf(call: Call, contact: Contact): number | undefined {
  return attemptNumber(call.identity, contact.attributes[ReservedAttribute.AttemptId] ?? '');
}

/** Anyone may send a signal, so a malformed one must not fail the call. */
function isEnded(contact: unknown): contact is Contact {
  return (
    isObject(contact) &&
    isText(contact['contactId']) &&
    isText(contact['endedAt']) &&
    isObject(contact['attributes']) &&
    Object.values(contact['attributes']).every(isText) &&
    Object.entries(contact).every(([name, value]) => name === 'attributes' || isMember(name, value))
  );
}

/** Every member of a contact is text, except audio quality. */
function isMember(name: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return name.endsWith('AudioQuality') ? typeof value === 'number' : isText(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
