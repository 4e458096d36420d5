import type { OutboundCallInput } from '../../src/domain/call/call';
import { weekdays } from '../../src/domain/hours/calling-hours';
import type { Script } from '../../src/simulator';
import type { PlainCallInput } from '../baselines/workflow';
import { instantly } from './instance';
import { firstQueue, instantInput, policy, secondQueue } from './contender';

/** A scenario of a call as a request of this package and of the baseline, with short talks. */
export interface Scenario {
  readonly name: string;
  readonly attempts: number;
  /** Number of waits between attempts or before the first. */
  readonly waits: number;
  /** Goal: at most this multiple of the baseline. */
  readonly goals?: { readonly events?: number; readonly bytes?: number; readonly actions?: number };
  readonly script: Script;
  readonly ours: (destinationPhoneNumber: string) => OutboundCallInput;
  readonly baseline: (destinationPhoneNumber: string) => PlainCallInput;
}

const answeredAtOnce: Scenario = {
  name: 'Answered at once',
  attempts: 1,
  waits: 0,
  goals: { events: 1.36, bytes: 2.6, actions: 1.34 },
  script: instantly,
  ours: (destinationPhoneNumber) => ({ destinationPhoneNumber, policy: policy() }),
  baseline: (destinationPhoneNumber) => ({ ...instantInput, destinationPhoneNumber }),
};

const threeAttempts: Scenario = {
  name: 'Three attempts',
  attempts: 3,
  waits: 2,
  goals: { events: 1.13, bytes: 2.6, actions: 1.12 },
  script: { dispositions: ['no-answer', 'no-answer', 'flow-only'], ringSeconds: 0, talkSeconds: 0 },
  ours: (destinationPhoneNumber) => ({
    destinationPhoneNumber,
    policy: policy({ steps: [{ name: 'own-team', queueId: firstQueue, attempts: 3, retryAfter: '1s' }] }),
  }),
  baseline: (destinationPhoneNumber) => ({ ...instantInput, destinationPhoneNumber, attempts: 3 }),
};

/** The baseline has no escalation and uses the same queue again. */
const escalation: Scenario = {
  name: 'Escalation',
  attempts: 2,
  waits: 1,
  script: { dispositions: ['no-answer', 'flow-only'], ringSeconds: 0, talkSeconds: 0 },
  ours: (destinationPhoneNumber) => ({
    destinationPhoneNumber,
    policy: policy({
      steps: [
        { name: 'own-team', queueId: firstQueue, retryAfter: '1s' },
        { name: 'overflow', queueId: secondQueue },
      ],
    }),
  }),
  baseline: (destinationPhoneNumber) => ({ ...instantInput, destinationPhoneNumber, attempts: 2 }),
};

/**
 * A night is one timer, whatever its length. Calling hours begin on the minute, so this one lasts up to a minute. The
 * baseline has no calling hours; its input says how long to sleep.
 */
const overnight: Scenario = {
  name: 'Overnight',
  attempts: 1,
  waits: 1,
  goals: { events: 1.28 },
  script: instantly,
  ours: (destinationPhoneNumber) => ({
    destinationPhoneNumber,
    policy: policy({ callingHours: { timeZone: 'UTC', weekly: openingAt(nextMinute()) } }),
  }),
  baseline: (destinationPhoneNumber) => ({
    ...instantInput,
    destinationPhoneNumber,
    startAfter: nextMinute() - Date.now(),
  }),
};

export const scenarios: readonly Scenario[] = [answeredAtOnce, threeAttempts, escalation, overnight];

const minute = 60_000;

/** Still in the future when the call makes its decision. */
function nextMinute(): number {
  return Math.ceil((Date.now() + 5_000) / minute) * minute;
}

/** Open from an instant to the end of its day. */
function openingAt(instant: number): Partial<Record<(typeof weekdays)[number], [string, string][]>> {
  const date = new Date(instant);
  const weekday = weekdays[(date.getUTCDay() + 6) % 7] ?? 'monday';
  return { [weekday]: [[date.toISOString().slice(11, 16), '24:00']] };
}
