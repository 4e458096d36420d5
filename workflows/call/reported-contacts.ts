import { attemptNumber, dialingOf, type Attempt, type EndedAttempt } from '../../src/domain/call/attempt';
import { addsTo, attributesReadBy } from '../../src/domain/call/after-call';
import type { Contact } from '../../src/domain/call/contact';
import { Disposition } from '../../src/domain/call/disposition';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import type { Call } from './call';

/** Keep the report of a contact, unless it belongs to another call or says no more than the record of its attempt. */
export function receiveContact(call: Call, given: Contact): void {
  const { reportedContacts } = call.run;
  const contact = { ...given, attributes: attributesToRead(call, given) };
  const number = numberOf(call, contact);
  if (number === undefined || isSettled(call, number, contact)) return;
  if (!reportedContacts.has(contact.contactId) && reportedContacts.size >= mostReported) return;
  reportedContacts.set(contact.contactId, contact);
  // Decisions made since the attempt was recorded are outdated.
  if (number <= call.state.attempts.length) call.run.changes += 1;
}

/** Each attempt has one contact, and few attempts wait for their record at a time. */
const mostReported = 100;

/** Reports are passed to activities, and a contact may have 32 KB of attributes. A retried run learns the policy later. */
function attributesToRead({ state }: Call, { attributes }: Contact): Contact['attributes'] {
  if (!state.request) return attributes;
  const names = [ReservedAttribute.AttemptId, ...attributesReadBy(state.request.policy)];
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
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
