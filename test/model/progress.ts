import type { Attempt } from '../../src/domain/call/attempt';
import type { CallModel, ModelAttempt } from './call-model';
import type { CallOutside, Ring, SendRecord } from './phone-world';
import { policyOf, type Send, type StoryPolicy } from './story';
import type { ToldStory } from './telling';
import { keyOf, type Moment } from './trace';

/** How far a call has come, by what Temporal recorded of it until some moment. */
export interface Progress {
  readonly outside: CallOutside;
  readonly model: CallModel;
  /** The instant of the last change: what is due is due from then on. */
  readonly since: number;
  readonly cancelledAt: number;
  /** Of the attempt under way. */
  readonly dial: Dial | undefined;
  readonly dials: readonly Dial[];
  /** Did the last dial come to nothing, so that it is tried again later? */
  readonly wasNotSent: boolean;
  readonly records: readonly Attempt[];
  /** Attempts whose contact's end was told. */
  readonly toldOf: ReadonlySet<number>;
  /** Attempts that were once given up, their end unseen. */
  readonly lost: ReadonlySet<number>;
}

/** A dial of an attempt, and the policy under which it was decided. */
interface Dial {
  readonly key: string;
  readonly number: number;
  readonly step: string;
  readonly policy: StoryPolicy;
  /** How its activity ended; undefined while it goes on. */
  readonly how?: string;
}

export function beginning({ day, moments, outside }: ToldStory): Progress {
  return {
    outside,
    model: {
      ...{ day, startedAt: moments[0]?.at ?? 0, policy: outside.story.policy },
      ...{ paused: false, cancelled: false, notBefore: 0, skipped: new Set(), attempts: [] },
    },
    ...{ since: 0, cancelledAt: Number.POSITIVE_INFINITY },
    ...{ dial: undefined, dials: [], wasNotSent: false },
    ...{ records: [], toldOf: new Set(), lost: new Set() },
  };
}

export function after(progress: Progress, moment: Moment): Progress {
  const { at } = moment;
  switch (moment.what) {
    case 'started':
      return changed(progress, at, {});
    case 'pause':
    case 'resume':
      return changed(progress, at, { paused: moment.what === 'pause' });
    case 'reschedule':
      return changed(progress, at, {
        notBefore: moment.notBefore === null ? 0 : Date.parse(moment.notBefore),
      });
    case 'changePolicy':
      return changed(progress, at, { policy: storyPolicy(progress, moment.policy), skipped: new Set() });
    case 'cancel':
      return { ...changed(progress, at, { cancelled: true }), cancelledAt: at };
    case 'told': {
      const { rings } = progress.outside;
      const numbers = rings.filter((ring) => ring.contactId === moment.contact.contactId);
      return { ...progress, toldOf: new Set([...progress.toldOf, ...numbers.map(({ number }) => number)]) };
    }
    case 'dial':
      return afterDial(progress, moment);
    case 'dialed':
      return afterDialed(progress, moment);
    case 'recorded':
      return afterRecord(progress, moment);
    case 'ended':
    case 'failed':
      return progress;
  }
}

function changed(progress: Progress, at: number, change: Partial<CallModel>): Progress {
  return { ...progress, model: { ...progress.model, ...change }, since: at };
}

function afterDial(progress: Progress, { key, input }: Extract<Moment, { what: 'dial' }>): Progress {
  const { number, step } = input.plan;
  const dial: Dial = { key, number, step, policy: progress.dial?.policy ?? progress.model.policy };
  return { ...progress, dial, dials: [...progress.dials, dial] };
}

function afterDialed(progress: Progress, { at, key, how }: Extract<Moment, { what: 'dialed' }>): Progress {
  if (progress.dial?.key !== key) return progress;
  const dial = { ...progress.dial, how };
  const dialed = { ...progress, dial, dials: [...progress.dials.slice(0, -1), dial] };
  // Then it is an attempt, and its record follows.
  if (how === 'DestinationNotAllowedException' || mayHaveRung(dialed, dial.number)) return dialed;
  const skipped = how === 'ResourceNotFoundException' ? [dial.step] : [];
  return {
    ...changed(dialed, at, { skipped: new Set([...progress.model.skipped, ...skipped]) }),
    dial: undefined,
    wasNotSent: how !== 'cancelled' && how !== 'ResourceNotFoundException',
  };
}

function afterRecord(progress: Progress, { at, attempt }: Extract<Moment, { what: 'recorded' }>): Progress {
  const { model, records, lost } = progress;
  const { number, step, destinationPhoneNumber: to, disposition, reached } = attempt;
  const ring = ringOf(progress, number);
  const isLost = attempt.phoneMayBeRinging === true;
  const known: ModelAttempt = {
    ...{ step, to, disposition, reached, mayBeRinging: isLost },
    endedAt: ring && !isLost ? ring.endsAt : Date.parse(attempt.endedAt),
  };
  const recorded = {
    ...changed(progress, at, { attempts: model.attempts.toSpliced(number - 1, 1, known) }),
    records: records.toSpliced(number - 1, 1, attempt),
    lost: isLost ? new Set([...lost, number]) : lost,
  };
  return isRecorded(progress, number) ? recorded : { ...recorded, dial: undefined, wasNotSent: false };
}

function storyPolicy({ model, outside }: Progress, given: unknown): StoryPolicy {
  for (const { do: what } of outside.story.acts) {
    if (typeof what !== 'object' || !('changePolicy' in what)) continue;
    if (JSON.stringify(policyOf(what.changePolicy, model.day)) === JSON.stringify(given)) {
      return what.changePolicy;
    }
  }
  throw new Error('A policy that the story does not have');
}

/** Then what is recorded of it now has come late, and takes the place of what was. */
export function isRecorded({ records }: Progress, number: number): boolean {
  return number <= records.length;
}

export function ringOf({ outside }: Progress, number: number): Ring | undefined {
  return outside.rings.find((ring) => ring.number === number);
}

/** The requests of the dials so far. @param number of an attempt, for those of it alone */
export function sendsOf({ dials, outside }: Progress, number?: number): SendRecord[] {
  const known = new Set(dials.map(({ key }) => key));
  return outside.sends.filter(
    (send) => known.has(keyOf(send.runId, send.activityId)) && send.number === (number ?? send.number),
  );
}

export function mayHaveRung(progress: Progress, number: number): boolean {
  return sendsOf(progress, number).some(({ outcome }) => maybe.has(outcome));
}

/** Attempts that are recorded as lost although their end was told. */
export function overlooked({ records, toldOf }: Progress): Attempt[] {
  return records.filter(({ number, phoneMayBeRinging }) => phoneMayBeRinging && toldOf.has(number));
}

/** Requests of which nobody can say that no phone rang. */
export const maybe: ReadonlySet<Send> = new Set([
  'ok',
  'lost',
  'lost-unsent',
  'dies',
  'dies-unsent',
  'crash',
]);
