import { z } from 'zod';
import { attemptNumber, type Attempt, type CallIdentity } from '../domain/call/attempt';
import { ReservedAttribute } from '../domain/reserved-contact-attributes';
import { resultOf, type CallEvent } from './call-event';
import { ActivityName } from './names';

/** The records of closed attempts in an event. */
export function recordedBy(event: CallEvent): readonly Attempt[] {
  const { attempts = [], recorded = [] } = recordsSchema.safeParse(holderOf(event)).data ?? {};
  return [...attempts, ...recorded];
}

/**
 * The numbers of the attempts whose end is certain: Amazon Connect has shown it to a poll, or there is no contact. A signal alone proves
 * nothing, since anyone who may write to the namespace can send it.
 */
export function endedBy(event: CallEvent): readonly number[] {
  const isPoll = event.is === 'activity' && event.type === ActivityName.AwaitContact;
  return recordedBy(event)
    .filter(({ contactId, phoneMayBeRinging }) => !phoneMayBeRinging && (isPoll || contactId === undefined))
    .map(({ number }) => number);
}

/** The attempt whose contact a signal reports, and the contact's ID. */
export function reportedBy(
  call: CallIdentity,
  event: CallEvent,
): { readonly number: number; readonly contactId: string } | undefined {
  if (event.is !== 'contact-ended') return undefined;
  const { contactId, attributes } = contactSchema.safeParse(event.contact).data ?? {};
  const number = attemptNumber(call, attributes?.[ReservedAttribute.AttemptId] ?? '');
  return number === undefined || contactId === undefined ? undefined : { number, contactId };
}

/** The number of the attempt whose id is in an activity's input. */
export function numberIn(call: CallIdentity, input: unknown): number | undefined {
  return attemptNumber(call, attemptSchema.safeParse(input).data?.attemptId ?? '');
}

function holderOf(event: CallEvent): unknown {
  switch (event.is) {
    case 'started':
      return event.carried;
    case 'activity': {
      const result = resultOf(event);
      return decidingSchema.safeParse(result).data?.decided ?? result;
    }
    case 'completed':
      return event.result;
    case 'contact-ended':
      return undefined;
  }
}

const attemptCore = z.object({
  number: z.number(),
  destinationPhoneNumber: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  disposition: z.string(),
});
const recordSchema = z.custom<Attempt>((value) => attemptCore.safeParse(value).success);
const recordsSchema = z.object({
  /** Of the state that is carried to the next run, and of the call's result. */
  attempts: z.array(recordSchema).optional(),
  /** Of an activity that decides. */
  recorded: z.array(recordSchema).optional(),
});
const contactSchema = z.object({ contactId: z.string(), attributes: z.record(z.string(), z.string()) });
/** The result of `awaitContact` contains a decision. */
const decidingSchema = z.object({ decided: z.unknown() });
const attemptSchema = z.object({ attemptId: z.string() });
