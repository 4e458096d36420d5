import ms from 'ms';
import type { CallPhase } from '../../src/domain/call/call-status';
import { due, type Due } from './call-model';
import { show, type Claim } from './claim';
import type { Progress } from './progress';
import type { ToldStory } from './telling';
import type { Moment } from './trace';

/** What the model says that the call does from a moment on. */
export interface Phase {
  readonly at: number;
  readonly what: Moment['what'];
  readonly phase: CallPhase;
  /** Those that are recorded, in short. */
  readonly attempts: readonly string[];
  /** Undefined where it depends on chance. */
  readonly next: Due | undefined;
}

/** @param progress with the moment */
export function phaseAfter(
  { model, since, dial, records, wasNotSent }: Progress,
  { at, what }: Moment,
): Phase {
  const phase = () => {
    if (what === 'ended') return 'finished';
    if (dial) {
      if (dial.how !== 'started') return 'dialing';
      return model.cancelled ? 'hanging-up' : 'in-progress';
    }
    return model.paused ? 'paused' : 'waiting';
  };
  const next = wasNotSent ? undefined : due(model, since);
  return { at, what, phase: phase(), attempts: records.map(show), next };
}

/** What a call said of itself agrees with what it did. Where something happened meanwhile, either is right. */
export function judgeObservations(
  { observations, outside }: ToldStory,
  phases: readonly Phase[],
  claim: Claim,
): void {
  for (const { from, to, status, explanation } of observations) {
    const before = phases.filter(({ at }) => at <= from).at(-1);
    if (!before || before.what === 'failed') continue;
    // A dial is seen from within; anything else is seen once the workflow has taken it up.
    // While it searches it waits or follows what it has found: of that Temporal's record says too little.
    if (outside.story.searchable && status.attempts.at(-1)?.disposition === 'unknown') continue;
    const isSettled = before.what === 'dial' ? before.at < from : before.at + settling < from;
    if (!isSettled || phases.some(({ at }) => at > from && at <= to)) continue;

    const when = () =>
      `${status.state} at ${new Date(from).toISOString()}, after ${before.what}: ${before.phase}`;
    claim(status.state === before.phase, 'the status says what the call does', when);
    claim(
      sentences[status.state].test(explanation.summary),
      'the explanation says it, too',
      () => explanation.summary,
    );
    const shown = status.attempts.map(({ number }) => number);
    claim(shown.length === before.attempts.length, 'the status tells of every attempt', () => shown.join());
    if (status.state !== 'waiting' || !before.next) continue;
    const { next } = before;
    const isNext =
      next.next === 'dial' &&
      status.next?.step === next.step &&
      Math.abs(Date.parse(status.next.at) - next.at) < ms('1m');
    claim(isNext, 'the status says what comes next', () => JSON.stringify([status.next, next]));
  }
}

const settling = ms('1s');

const sentences: Record<CallPhase, RegExp> = {
  deciding: /^Deciding/,
  waiting: /^Waiting to make attempt \d+ on step "s\d" at /,
  paused: /^Paused\. /,
  dialing: /^Dialing: attempt \d+/,
  'in-progress': /^Attempt \d+ is under way: contact contact-/,
  'hanging-up': /^Cancelled: hanging up/,
  finished: /^Over: /,
};
