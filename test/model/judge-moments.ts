import ms from 'ms';
import type { Attempt } from '../../src/domain/call/attempt';
import type { Disposition } from '../../src/domain/call/disposition';
import { due, type Due } from './call-model';
import { describe, iso, show, type Claim } from './claim';
import type { Ring } from './phone-world';
import { isRecorded, maybe, mayHaveRung, overlooked, ringOf, sendsOf, type Progress } from './progress';
import { defaults, queueOf } from './story';
import type { Moment } from './trace';

/** Real time passes while a workflow works, and a contact is asked about every 20 s. */
const slack = ms('2m');
/** A dial that could not be sent is tried again within a quarter of an hour. */
const patience = ms('15m');
/** An end that nobody tells of is asked for after the ring and the usual talk, through some troubles. */
const learning = ms('15m');
/** Five rounds of two minutes, after a dial and its re-sends. */
const hangingUp = ms('25m');

/** Each thing that the call did is held against what was due. @param progress until then */
export function judgeMoment(progress: Progress, moment: Moment, claim: Claim): void {
  switch (moment.what) {
    case 'dial':
      judgeDial(progress, moment, claim);
      break;
    case 'recorded':
      judgeRecord(progress, moment, claim);
      break;
    case 'ended':
    case 'failed':
      judgeEnd(progress, moment, claim);
      break;
    default:
  }
}

function judgeDial(progress: Progress, { at, input }: Extract<Moment, { what: 'dial' }>, claim: Claim): void {
  const { model, dial, records, since, wasNotSent } = progress;
  const { number, step, destinationPhoneNumber, queueId } = input.plan;
  if (input.firstSentAt !== undefined) {
    claim(dial?.number === number, 'only the attempt under way is sent again', () => `${number}`);
    claim(!model.cancelled, 'nothing is sent again for a cancelled call', () => iso(at));
    return;
  }
  const unheard = overlooked(progress).map((one) => one.number);
  claim(
    unheard.length === 0,
    'what is told of is known before the next dial',
    () => `attempt ${number} at ${iso(at)}, and the end of ${unheard.join()} was told before`,
  );
  claim(!dial, 'one attempt at a time', () => `attempt ${number} at ${iso(at)}`);
  const now = due(model, at);
  claim(now.next === 'dial' && now.at <= at, 'a dial comes only when it may', () =>
    [`attempt ${number} on ${step} at ${iso(at)}`, describe(now)].join(', but '),
  );
  const next = records.length + 1;
  claim(number === next, 'attempts are numbered 1, 2, 3…', () => `${number} instead of ${next}`);
  if (now.next === 'dial') {
    const planned = [step, destinationPhoneNumber, queueId].join();
    const wanted = [now.step, now.to, queueOf[now.from]].join();
    claim(planned === wanted, 'the ladder is climbed in order', () => `${planned} instead of ${wanted}`);
  }
  const first = due(model, since);
  const isPrompt = wasNotSent || (first.next === 'dial' && at <= first.at + slack);
  claim(isPrompt, 'a dial comes when it is due', () => `it came at ${iso(at)}; ${describe(first)}`);
}

function judgeRecord(
  progress: Progress,
  { at, attempt }: Extract<Moment, { what: 'recorded' }>,
  claim: Claim,
): void {
  const { model, dial, cancelledAt } = progress;
  const { number } = attempt;
  const isLate = isRecorded(progress, number);
  claim(isLate || dial?.number === number, 'only what was made is recorded', () => show(attempt));
  const ring = ringOf(progress, number);
  if (attempt.phoneMayBeRinging === true) {
    judgeLost(progress, attempt, ring, claim);
  } else if (ring) {
    judgeSeen(progress, attempt, ring, at, claim);
    const until = Math.max(ring.endsAt, ring.startsAt) + learning;
    claim(isLate || at <= until, 'an end is recorded soon', () => `${iso(at)}, ${show(attempt)}`);
  } else {
    const isRefused = attempt.disposition === 'not-allowed' && !mayHaveRung(progress, number);
    claim(isRefused, 'a disposition is what the contact says', () => `no contact, ${show(attempt)}`);
  }
  claim(
    !model.cancelled || isLate || at <= cancelledAt + hangingUp,
    'a cancelled call ends soon',
    () => `recorded at ${iso(at)}, cancelled at ${iso(cancelledAt)}`,
  );
}

function judgeSeen({ model }: Progress, attempt: Attempt, ring: Ring, at: number, claim: Claim): void {
  const disposition = dispositionOf(ring);
  const reached =
    ring.answersAt <= ring.endsAt &&
    (ring.course.end === 'agent' ||
      (model.policy.connectedIsReached === true && ['flow', 'abandoned'].includes(ring.course.end)));
  claim(
    attempt.contactId === ring.contactId &&
      attempt.disposition === disposition &&
      attempt.reached === reached &&
      attempt.destinationPhoneNumber === ring.to &&
      attempt.endedAt === iso(ring.endsAt) &&
      ring.endsAt <= at,
    'an attempt is recorded as its contact was',
    () => `${show(attempt)} instead of ${disposition}, ${iso(ring.endsAt)}, at ${iso(at)}`,
  );
}

/** A phone that falls silent after it was told to is taken for cancelled, unless Amazon Connect knows better. */
function dispositionOf({ course: { end }, wasStopped, wasToldToStop, answersAt, endsAt }: Ring): Disposition {
  const isOpen = wasStopped || end === 'unknown';
  if (wasToldToStop && isOpen && answersAt > endsAt) return 'cancelled';
  return end === 'agent' || end === 'flow' ? 'answered' : end;
}

function judgeLost(progress: Progress, attempt: Attempt, ring: Ring | undefined, claim: Claim): void {
  const { number } = attempt;
  const wasHeard = progress.dials.some((dial) => dial.number === number && dial.how === 'started');
  const couldBeSeen = wasHeard && ring?.course.seen !== 'never' && !progress.model.cancelled;
  claim(mayHaveRung(progress, number) && !couldBeSeen, 'an end that can be learned is learned', () =>
    show(attempt),
  );
  const lastSend = Math.max(...sendsOf(progress, number).map((send) => send.at));
  claim(Date.parse(attempt.endedAt) >= lastSend, 'the quiet begins when nothing is sent any more', () =>
    show(attempt),
  );
}

function judgeEnd(
  progress: Progress,
  moment: Extract<Moment, { what: 'ended' | 'failed' }>,
  claim: Claim,
): void {
  const { model, dial, records, since, wasNotSent, outside } = progress;
  const { at } = moment;
  const outcome = moment.what === 'ended' ? moment.result.outcome : 'failed';
  const attempts = moment.what === 'ended' ? moment.result.attempts : moment.attempts;
  const isRefused = dial === undefined && sendsOf(progress).at(-1)?.outcome === 'invalid';
  const isAllowed =
    [due(model, at), ...otherwise(progress, at)].some(
      (now) => now.next === 'end' && now.outcome === outcome && now.at <= at,
    ) ||
    (outcome === 'failed' && isRefused);
  claim(
    isAllowed,
    'the outcome is what came of it',
    () => `${outcome} at ${iso(at)}, but ${describe(due(model, at))}`,
  );
  const first = due(model, since);
  const isPrompt = wasNotSent || (first.next === 'end' && at <= first.at + slack + searching(progress));
  claim(
    isPrompt || isRefused,
    'a call ends when it is over',
    () => `it ended at ${iso(at)}; ${describe(first)}`,
  );

  claim(JSON.stringify(attempts) === JSON.stringify(records), 'no attempt is lost or invented', () =>
    [attempts.map(show), records.map(show)].map((list) => `[${list.join('; ')}]`).join(' instead of '),
  );
  const made = new Set(
    sendsOf(progress)
      .filter(({ outcome: sent }) => maybe.has(sent))
      .map(({ number }) => number),
  );
  for (const number of made) {
    claim(
      attempts.some((one) => one.number === number),
      'every attempt is recorded',
      () => `${number} is not`,
    );
  }
  const unheard = overlooked(progress);
  claim(unheard.length === 0, 'what is told of is known in the end', () => unheard.map(show).join());
  if (moment.what === 'failed') return;

  const { phoneMayBeRinging } = moment.result;
  const isUnseen = records.some((one) => one.phoneMayBeRinging);
  claim(
    phoneMayBeRinging === isUnseen,
    'phoneMayBeRinging says what the attempts say',
    () => `${phoneMayBeRinging}`,
  );
  const live = outside.rings.filter(({ endsAt }) => endsAt > at);
  claim(live.length === 0 || phoneMayBeRinging, 'a call ends with its phones silent, or says so', () =>
    live.map(({ contactId }) => contactId).join(),
  );
}

/** What may have been due when the last decision was made, where something came between. */
function otherwise({ model, wasNotSent, cancelledAt }: Progress, at: number): Due[] {
  const later = due(model, at + patience);
  const others = wasNotSent ? [{ ...later, at: Math.min(later.at, at) }] : [];
  const isJustCancelled = model.cancelled && at <= cancelledAt + ms('10s');
  return isJustCancelled ? [...others, due({ ...model, cancelled: false }, at)] : others;
}

/** How long the last attempt's contact may be searched for before the call ends. */
function searching({ model, outside }: Progress): number {
  const isLost = model.attempts.at(-1)?.mayBeRinging === true;
  const { quiet = defaults.quiet } = model.policy;
  return isLost && outside.story.searchable ? ms('60s') + ms(quiet) : 0;
}
