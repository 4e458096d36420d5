import { z } from 'zod';
import { attemptId, attemptNumber, type CallIdentity } from '../../domain/attempt';
import { ReservedAttribute } from '../../domain/reserved-attributes';

/** What the history of a call tells of its contacts: decoded, in order, and nothing else. */
export type HistoryRecord =
  | {
      readonly is: 'activity';
      readonly type: string;
      readonly input: unknown;
      readonly end: ActivityEnd;
      /** When its end was recorded, or the history ended; ISO 8601. */
      readonly at: string;
    }
  /** A long call goes on in another run: what it was asked for, what it takes along, and when that run began; ISO 8601. */
  | { readonly is: 'continued'; readonly request: unknown; readonly carried: unknown; readonly at: string }
  /** The contact that a signal `contactEnded` told of. */
  | { readonly is: 'told'; readonly contact: unknown };

export type ActivityEnd =
  | { readonly how: 'completed'; readonly result: unknown }
  /** The first detail of its failure. */
  | { readonly how: 'failed'; readonly detail: unknown }
  | { readonly how: 'timed-out'; readonly wasStarted: boolean }
  /** Before it had begun: an activity of ours that has begun is waited for. */
  | { readonly how: 'cancelled' }
  /** The history ended first: it may have been done, or not. */
  | { readonly how: 'open' };

/** An attempt that nobody saw end. */
export interface OpenAttempt {
  readonly number: number;
  /** What its contact carries. */
  readonly attemptId: string;
  readonly instanceId: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** Undefined where the answer to its dial is not in the history. */
  readonly contactId?: string | undefined;
  /** Nothing was sent for it after this instant, ISO 8601. */
  readonly lastSentAt: string;
}

/** The attempts whose phones may be ringing, as far as the history of their call goes. */
export function openAttempts(identity: CallIdentity, history: readonly HistoryRecord[]): OpenAttempt[] {
  const open = new Map<number, OpenAttempt>();
  const ended = new Set<number>();
  const numberOf = (id: string | undefined) => (id === undefined ? undefined : attemptNumber(identity, id));
  const end = (id: string | undefined) => {
    const number = numberOf(id);
    if (number !== undefined) ended.add(number);
  };

  for (const record of history) {
    if (record.is === 'told') {
      end(toldSchema.safeParse(record.contact).data?.attributes[ReservedAttribute.AttemptId]);
      continue;
    }
    if (record.is === 'continued') {
      for (const attempt of carriedAttempts(identity, record)) open.set(attempt.number, attempt);
      continue;
    }
    switch (record.type) {
      case 'dial': {
        const dial = dialSchema.safeParse(record.input).data;
        const sent = whatWasSent(record.end);
        if (!dial || sent === 'nothing') break;
        const { number, instanceId, destinationPhoneNumber } = dial.plan;
        open.set(number, {
          number,
          attemptId: attemptId(identity, number),
          instanceId,
          destinationPhoneNumber,
          contactId: sent.contactId ?? open.get(number)?.contactId,
          lastSentAt: record.at,
        });
        break;
      }
      case 'findContact': {
        const attempt = open.get(numberOf(attemptOf(record.input)) ?? 0);
        const { contactId } = contactSchema.safeParse(resultOf(record.end)).data ?? {};
        if (attempt && contactId !== undefined) open.set(attempt.number, { ...attempt, contactId });
        break;
      }
      case 'awaitContact':
        if (endedSchema.safeParse(resultOf(record.end)).success) end(attemptOf(record.input));
        break;
    }
  }
  return [...open.values()].filter(({ number }) => !ended.has(number));
}

/** Those that nobody saw end. */
function carriedAttempts(
  identity: CallIdentity,
  { request, carried, at }: Extract<HistoryRecord, { is: 'continued' }>,
): OpenAttempt[] {
  const { instanceId } = requestSchema.safeParse(request).data?.policy ?? {};
  const { attempts } = carriedSchema.safeParse(carried).data ?? { attempts: [] };
  return attempts.flatMap(({ number, destinationPhoneNumber, contactId, phoneMayBeRinging }) =>
    instanceId === undefined || !phoneMayBeRinging
      ? []
      : {
          number,
          attemptId: attemptId(identity, number),
          instanceId,
          destinationPhoneNumber,
          contactId,
          lastSentAt: at,
        },
  );
}

/** May a request have reached Amazon Connect, and what did it answer? */
function whatWasSent(end: ActivityEnd): 'nothing' | { readonly contactId?: string } {
  switch (end.how) {
    case 'cancelled':
      return 'nothing';
    case 'open':
      return {};
    case 'timed-out':
      return end.wasStarted ? {} : 'nothing';
    case 'failed':
      return refusedSchema.safeParse(end.detail).success ? 'nothing' : {};
    case 'completed': {
      const dialed = dialedSchema.safeParse(end.result).data;
      if (dialed?.result === 'started') return { contactId: dialed.contactId };
      return dialed?.result === 'not-sent' ? 'nothing' : {};
    }
  }
}

function resultOf(end: ActivityEnd): unknown {
  return end.how === 'completed' ? end.result : undefined;
}

function attemptOf(input: unknown): string | undefined {
  return attemptSchema.safeParse(input).data?.attemptId;
}

// Lenient: the call may have been made by another version.
const dialSchema = z.object({
  plan: z.object({ number: z.number(), instanceId: z.string(), destinationPhoneNumber: z.string() }),
});
const requestSchema = z.object({ policy: z.object({ instanceId: z.string() }) });
const carriedSchema = z.object({
  attempts: z.array(
    z.object({
      number: z.number(),
      destinationPhoneNumber: z.string(),
      contactId: z.string().optional(),
      phoneMayBeRinging: z.boolean().optional(),
    }),
  ),
});
const dialedSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('started'), contactId: z.string() }),
  z.object({ result: z.literal('not-sent') }),
  z.object({ result: z.literal('maybe-sent') }),
]);
const refusedSchema = z.object({ phoneMayHaveRung: z.literal(false) });
const attemptSchema = z.object({ attemptId: z.string() });
const contactSchema = z.object({ contactId: z.string().optional() });
const endedSchema = z.object({ result: z.literal('ended') });
const toldSchema = z.object({ attributes: z.record(z.string(), z.string()) });
