import { endedContact } from './contact-shape';
import { query, signal, update } from './define';
import {
  boolean,
  isoInstant,
  Misshapen,
  number,
  object,
  oneOf,
  optional,
  strictObject,
  text,
  type Shape,
} from './shape';
import type { CallExplanation, CallStatus } from '../domain/call/call-status';
import type { Conclusion } from '../domain/call/conclusion';
import type { Contact } from '../domain/call/contact';
import type { EarlierCall } from '../domain/call/earlier-call';
import { Outcome } from '../domain/call/outcome';
import { isObject } from '../domain/is-object';
import { longestReason, reasonInShort } from '../domain/ledger/opt-outs';
import type { PolicyInput } from '../domain/policy/policy';

/** What the call is doing, what it has done, and what comes next. */
export const statusQuery = query<CallStatus>('status');

/** Why the call is not dialing now, in plain words. */
export const explainQuery = query<CallExplanation>('explain');

/** Dial nothing until resumed. An attempt under way continues, and the deadline does not move. */
export const pauseUpdate = update<CallStatus>('pause');

export const resumeUpdate = update<CallStatus>('resume');

export interface Reschedule {
  /** Dial nothing before this instant: ISO 8601 with an offset, such as `2026-11-23T09:00:00-08:00`. `null` removes what an earlier `reschedule` said, and leaves what the person asked for. */
  readonly notBefore: string | null;
  /**
   * Make the next attempt at `notBefore`, as a callback: it uses up no attempt of the policy and may come after the deadline, as
   * `policy.callbacks` allows. @default false
   */
  readonly extend?: boolean;
}
export const rescheduleUpdate = update<CallStatus, Reschedule>('reschedule', {
  shape: (value, at) => {
    if (!isObject(value) || !('notBefore' in value)) {
      throw new Misshapen(
        at,
        'be {"notBefore": "2026-11-23T09:00:00-08:00"}, or {"notBefore": null} to remove the limit',
      );
    }
    const { notBefore } = value;
    const extend = optional(boolean)(value['extend'], 'extend') ?? false;
    if (notBefore === null && extend) throw new Misshapen('notBefore', 'be an instant where extend is true');
    // Without an offset, the instant would depend on the worker's own time zone.
    const instant = notBefore === null ? null : isoInstant(notBefore, 'notBefore');
    return { notBefore: instant, ...(extend ? { extend } : {}) };
  },
});

/** Continue with another policy. Attempts already made count for the steps of the same name. An attempt under way continues. */
export const changePolicyUpdate = update<CallStatus, PolicyInput>('changePolicy', {
  shape: (value) => {
    if (!isObject(value)) throw new Misshapen('The policy', 'be an object, as documented in docs/policy.md');
    // Its schema is too heavy for workflow code; an activity applies it.
    return value as unknown as PolicyInput;
  },
  mostBytes: 256 * 1024,
});

/** What code knows of an attempt's result: what an agent has entered elsewhere, for example. */
export interface DispositionRecord {
  /** The person was reached: the call ends as `reached`. */
  readonly reached?: boolean;
  /** The person wants no such calls: the call ends as `opted-out`. */
  readonly refused?: boolean;
  /** Number of the attempt. @default the attempt under way, or else the last one */
  readonly attempt?: number;
}

/** As attributes that `reachedWhen` and `refusedWhen` name, set after the contact has ended. */
export const recordDispositionUpdate = update<CallStatus, DispositionRecord>('recordDisposition', {
  shape: strictObject({
    reached: optional(oneOf([true])),
    refused: optional(oneOf([true])),
    attempt: optional(number(1, Number.MAX_SAFE_INTEGER)),
  }),
});

/** How to conclude a call. */
export interface ConcludeRequest extends Conclusion {
  /** Stop a phone that rings, or a talk. @default false: an attempt under way runs to its end */
  readonly hangUp?: boolean;
}

/** Without an argument, too: Temporal's batch operations and CLI need not give one. */
const conclusion: Shape<ConcludeRequest> = (value, at) =>
  optional(
    strictObject<ConcludeRequest>({
      by: optional(text(200)),
      // JSON of any kind.
      result: (result) => result,
      hangUp: optional(boolean),
    }),
  )(value, at) ?? {};

/**
 * The call is no longer needed: the person was reached in another way, or the errand is void. Nothing more is dialed and the call ends as
 * `concluded`, with this result.
 */
export const concludeUpdate = update<CallStatus, ConcludeRequest>('conclude', { shape: conclusion });

/** The same as a signal, for workflows, batch operations and clients that cannot send updates. */
export const concludeSignal = signal<ConcludeRequest>('conclude', { shape: conclusion });

export interface OptOutRequest {
  /** Why, in a few words; encrypted by the codec, at most 200 characters. */
  readonly reason?: string;
}

/** A wish not to be called is respected, whatever comes with it; only a reason is read. */
export const optOutInAnyForm: Shape<OptOutRequest> = (value) => {
  const reason = isObject(value) ? value['reason'] : undefined;
  return withReason(typeof reason === 'string' ? reason : undefined);
};

function withReason(reason = ''): OptOutRequest {
  const shortReason = reasonInShort(reason);
  return shortReason === '' ? {} : { reason: shortReason };
}

/**
 * The person does not want to be called. Nothing more is dialed and the call ends as `opted-out`; an attempt under way runs to
 * its end. With a ledger, all numbers of the call go on the do-not-call list, and every other call to them ends too.
 */
export const optOutUpdate = update<CallStatus, OptOutRequest>('optOut', {
  shape: (value, at) => {
    if (value === undefined || value === null) return {};
    const { reason } = object<OptOutRequest>({ reason: optional(text(longestReason)) })(value, at);
    return withReason(reason);
  },
});

/** The same as a signal, for clients that cannot send updates. */
export const optOutSignal = signal<OptOutRequest>('optOut', { shape: optOutInAnyForm });

/** Sent by the person's ledger once the person is on the do-not-call list. */
export const personOptedOutSignal = signal<OptOutRequest & { readonly firstExecutionRunId: string }>(
  'personOptedOut',
  {
    shape: (value, at) => ({
      ...object<{ firstExecutionRunId: string }>({ firstExecutionRunId: text() })(value, at),
      ...optOutInAnyForm(value, at),
    }),
  },
);

/**
 * Sent by the person's ledger when an earlier call had this one's workflow ID. A call that has not dialed yet ends with the earlier
 * one's outcome.
 */
export const calledBeforeSignal = signal<{
  readonly firstExecutionRunId: string;
  readonly earlier: EarlierCall;
}>('calledBefore', {
  shape: object({
    firstExecutionRunId: text(),
    earlier: object<EarlierCall>({ outcome: oneOf(Object.values(Outcome)), firstExecutionRunId: text() }),
  }),
});

/**
 * Reports Amazon Connect's record of an ended contact of this call. The contact's attributes name the attempt. A contact of
 * another call is ignored, and so is one of a recorded attempt unless its attributes say more than the record: the person was reached, has refused or asks for a callback.
 */
export const contactEndedSignal = signal<Contact>('contactEnded', { shape: endedContact });
