import { z } from 'zod';
import { attemptNumber, type Attempt, type CallIdentity } from '../domain/attempt';
import { ReservedAttribute } from '../domain/reserved-attributes';
import { resultOf, type CallEvent } from './call-event';

/** The records of closed attempts that an event brings. */
export function recordedBy(event: CallEvent): readonly Attempt[] {
  const { attempts = [], recorded = [], attempt } = recordsSchema.safeParse(holderOf(event)).data ?? {};
  return [...attempts, ...recorded, ...(attempt ? [attempt] : [])];
}

/** The numbers of the attempts whose contacts an event shows ended. */
export function endedBy(call: CallIdentity, event: CallEvent): (number | undefined)[] {
  const numbers = recordedBy(event).map((record) => (record.phoneMayBeRinging ? undefined : record.number));
  if (event.is === 'contact-ended') {
    const { attributes } = contactSchema.safeParse(event.contact).data ?? {};
    numbers.push(attemptNumber(call, attributes?.[ReservedAttribute.AttemptId] ?? ''));
  }
  if (event.is === 'activity' && endedSchema.safeParse(resultOf(event)).success) {
    numbers.push(numberIn(call, event.input));
  }
  return numbers;
}

/** The number of the attempt whose id an activity was given. */
export function numberIn(call: CallIdentity, input: unknown): number | undefined {
  return attemptNumber(call, attemptSchema.safeParse(input).data?.attemptId ?? '');
}

function holderOf(event: CallEvent): unknown {
  switch (event.is) {
    case 'started':
      return event.carried;
    case 'activity':
      return resultOf(event);
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
  /** Of `decide`. */
  recorded: z.array(recordSchema).optional(),
  /** Of `awaitContact`. */
  attempt: recordSchema.optional(),
});
const contactSchema = z.object({ attributes: z.record(z.string(), z.string()) });
const endedSchema = z.object({ result: z.literal('ended') });
const attemptSchema = z.object({ attemptId: z.string() });
