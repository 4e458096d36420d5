import { z } from 'zod';
import { attemptId, type Attempt, type CallIdentity } from '../domain/call/attempt';
import { resultOf, type CallEvent } from './call-event';
import { endedBy, numberIn, recordedBy, reportedBy } from './closed-by';
import { afterDial, eitherDial, type DialState } from './dial-state';
import { ActivityName } from './names';

/** One attempt, as the histories of its call show it. */
export interface AttemptInHistory {
  readonly number: number;
  readonly attemptId: string;
  readonly instanceId: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  readonly dial: DialState;
  /** Nothing was sent for it after this instant, ISO 8601. For a dial under way: when the history was last written. */
  readonly lastSentAt: string;
  /** Amazon Connect has shown its end to a poll, or its record says that it has no contact. */
  readonly hasEnded: boolean;
  /** Its newest record, once it is closed. */
  readonly record?: Attempt | undefined;
}

/**
 * The attempts that the runs of a call dialed, or carried over from earlier runs.
 *
 * @param runs runs of other calls with the same workflow ID are ignored
 */
export function attemptsIn(call: CallIdentity, runs: readonly (readonly CallEvent[])[]): AttemptInHistory[] {
  const own = runs.filter((run) => !isOfAnother(call, run));
  const ended = new Set(own.flat().flatMap(endedBy));
  const attempts = new Map<number, Open>();
  for (const attempt of own.flatMap((run) => [...attemptsOfRun(call, run).values()])) {
    const known = attempts.get(attempt.number);
    attempts.set(attempt.number, known ? either(known, attempt) : attempt);
  }
  return [...attempts.values()].map((attempt) => ({ ...attempt, hasEnded: ended.has(attempt.number) }));
}

/** According to the histories, its phone may be ringing. */
export function isOpen({ dial, hasEnded }: AttemptInHistory): boolean {
  return dial !== 'not-sent' && !hasEnded;
}

type Open = Omit<AttemptInHistory, 'hasEnded'>;

function isOfAnother({ firstExecutionRunId }: CallIdentity, run: readonly CallEvent[]): boolean {
  return run.some((event) => event.is === 'started' && event.firstExecutionRunId !== firstExecutionRunId);
}

function attemptsOfRun(call: CallIdentity, run: readonly CallEvent[]): ReadonlyMap<number, Open> {
  const attempts = new Map<number, Open>();
  const keep = (attempt: Open) => attempts.set(attempt.number, attempt);
  let policy: { readonly instanceId: string } | undefined;
  for (const event of run) {
    if (event.is === 'started') {
      const { request } = carriedSchema.safeParse(event.carried).data ?? event;
      policy = requestSchema.safeParse(request).data?.policy;
    }
    if (event.is === 'activity' && event.type === ActivityName.Dial) {
      const plan = dialSchema.safeParse(event.input).data?.plan;
      if (!plan) continue;
      const known = attempts.get(plan.number);
      const dial = afterDial(known?.dial ?? 'not-sent', event.end);
      const id = attemptId(call, plan.number);
      keep({ ...plan, attemptId: id, dial, lastSentAt: event.at, record: known?.record });
    }
    if (event.is === 'activity' && event.type === ActivityName.FindContact) {
      const known = attempts.get(numberIn(call, event.input) ?? 0);
      const { contactId } = foundSchema.safeParse(resultOf(event)).data ?? {};
      if (known && contactId !== undefined) keep({ ...known, dial: { contactId } });
    }
    for (const record of recordedBy(event)) {
      const { number, destinationPhoneNumber, contactId, endedAt: lastSentAt } = record;
      // An attempt that an earlier run dialed.
      const carried = { number, attemptId: attemptId(call, number), destinationPhoneNumber, lastSentAt };
      const known = attempts.get(number) ?? (policy && { ...carried, ...policy, dial: 'maybe-sent' });
      if (known) keep({ ...known, record, dial: withContact(known.dial, contactId) });
    }
    const reported = reportedBy(call, event);
    const known = reported && attempts.get(reported.number);
    if (known && known.dial !== 'not-sent')
      keep({ ...known, dial: withContact(known.dial, reported.contactId) });
  }
  return attempts;
}

/** A contact that Amazon Connect named in answer to the dial is certain; one that a signal named is not. */
function withContact(dial: DialState, contactId: string | undefined): DialState {
  return contactId === undefined || typeof dial === 'object' ? dial : { contactId };
}

/** Merge what two runs say about one attempt. */
function either(one: Open, other: Open): Open {
  const newer = one.lastSentAt > other.lastSentAt ? one : other;
  const records = [newer.record, one.record, other.record].filter((record) => record !== undefined);
  const record = records.find(({ phoneMayBeRinging }) => !phoneMayBeRinging) ?? records[0];
  return { ...newer, dial: eitherDial(one.dial, other.dial), record };
}

// Lenient: another version may have made the call.
const dialSchema = z.object({
  plan: z.object({ number: z.number(), instanceId: z.string(), destinationPhoneNumber: z.string() }),
});
const foundSchema = z.object({ contactId: z.string().optional() });
/** Has the current policy, which may differ from the call's first one. */
const carriedSchema = z.object({ request: z.object({}).loose() });
const requestSchema = z.object({ policy: z.object({ instanceId: z.string() }) });
