import ms from 'ms';
import type { Attempt } from '../../src/domain/attempt';
import type { Disposition } from '../../src/domain/disposition';
import { due, type CallModel, type ModelAttempt } from './call-model';
import { judgeObservations, type Phase } from './judge-observations';
import { judgeOutside } from './judge-outside';
import type { Ring, SendRecord } from './phone-world';
import type { ToldStory } from './telling';
import { defaults, policyOf, queueOf, type Send, type StoryPolicy } from './story';
import { keyOf, type Moment } from './trace';

/** Says that a promise was broken, and by what. */
export type Claim = (holds: boolean, promise: string, found: () => string) => void;

/** A dial of an attempt, and the policy under which it was decided. */
export interface Dial {
  readonly key: string;
  readonly number: number;
  readonly step: string;
  readonly policy: StoryPolicy;
  /** How its activity ended; undefined while it goes on. */
  how?: string;
}

/** Where a told story departs from the model, each beginning with the promise that was broken. */
export function judge(told: ToldStory): string[] {
  const faults = told.taken.map((what) => `what makes no sense is refused: ${what} was not`);
  const claim: Claim = (holds, promise, found) => {
    if (!holds) faults.push(`${promise}: ${found()}`);
  };
  const { dials, phases, lost } = new Walk(told, claim).walk();
  judgeOutside(told, dials, lost, claim);
  judgeObservations(told, phases, claim);
  return faults;
}

/** Real time passes while a workflow works, and a contact is asked about every 20 s. */
const slack = ms('2m');
/** A dial that could not be sent is tried again within a quarter of an hour. */
const patience = ms('15m');
/** An end that nobody tells of is asked for after the ring and the usual talk, through some troubles. */
const learning = ms('15m');
/** Five rounds of two minutes, after a dial and its re-sends. */
const hangingUp = ms('25m');

/** Follows what Temporal recorded, moment by moment, and holds each thing that the call did against what was due. */
class Walk {
  private model: CallModel;
  /** The instant of the last change: what is due is due from then on. */
  private since = 0;
  private cancelledAt = Number.POSITIVE_INFINITY;
  private dial: Dial | undefined;
  private wasNotSent = false;
  private readonly records: Attempt[] = [];
  /** Attempts whose contact's end was told. */
  private readonly toldOf = new Set<number>();
  private readonly dials: Dial[] = [];
  private readonly lost = new Set<number>();

  constructor(
    private readonly told: ToldStory,
    private readonly claim: Claim,
  ) {
    const { day, moments, outside } = told;
    this.model = {
      ...{ day, startedAt: moments[0]?.at ?? 0, policy: outside.story.policy },
      ...{ paused: false, cancelled: false, notBefore: 0, skipped: new Set(), attempts: [] },
    };
  }

  walk(): { dials: readonly Dial[]; phases: readonly Phase[]; lost: ReadonlySet<number> } {
    const phases = this.told.moments.map((moment) => {
      this.follow(moment);
      return this.phaseAfter(moment);
    });
    const last = this.told.moments.at(-1)?.what;
    this.claim(
      last === 'ended' || last === 'failed',
      'every call ends',
      () => `last of all: ${last ?? 'nothing'}`,
    );
    return { dials: this.dials, phases, lost: this.lost };
  }

  private follow(moment: Moment): void {
    const { at } = moment;
    switch (moment.what) {
      case 'started':
        this.change(at, {});
        break;
      case 'pause':
      case 'resume':
        this.change(at, { paused: moment.what === 'pause' });
        break;
      case 'reschedule':
        this.change(at, { notBefore: moment.notBefore === null ? 0 : Date.parse(moment.notBefore) });
        break;
      case 'changePolicy':
        this.change(at, { policy: this.storyPolicy(moment.policy), skipped: new Set() });
        break;
      case 'cancel':
        this.cancelledAt = at;
        this.change(at, { cancelled: true });
        break;
      case 'told':
        for (const { contactId, number } of this.rings) {
          if (contactId === moment.contact.contactId) this.toldOf.add(number);
        }
        break;
      case 'dial':
        this.followDial(moment);
        break;
      case 'dialed':
        this.followDialed(moment);
        break;
      case 'recorded':
        this.followRecord(moment);
        break;
      case 'ended':
      case 'failed':
        this.followEnd(moment);
        break;
    }
  }

  private change(at: number, changed: Partial<CallModel>): void {
    this.model = { ...this.model, ...changed };
    this.since = at;
  }

  private followDial({ at, key, input }: Extract<Moment, { what: 'dial' }>): void {
    const { number, step, destinationPhoneNumber, queueId } = input.plan;
    const decidedUnder = this.dial?.policy ?? this.model.policy;
    if (input.firstSentAt !== undefined) {
      this.claim(this.dial?.number === number, 'only the attempt under way is sent again', () => `${number}`);
      this.claim(!this.model.cancelled, 'nothing is sent again for a cancelled call', () => iso(at));
    } else {
      const now = due(this.model, at);
      const overlooked = this.overlooked().map((one) => one.number);
      this.claim(
        overlooked.length === 0,
        'what is told of is known before the next dial',
        () => `attempt ${number} at ${iso(at)}, and the end of ${overlooked.join()} was told before`,
      );
      this.claim(!this.dial, 'one attempt at a time', () => `attempt ${number} at ${iso(at)}`);
      this.claim(now.next === 'dial' && now.at <= at, 'a dial comes only when it may', () =>
        [`attempt ${number} on ${step} at ${iso(at)}`, describe(now)].join(', but '),
      );
      const next = this.records.length + 1;
      this.claim(number === next, 'attempts are numbered 1, 2, 3…', () => `${number} instead of ${next}`);
      if (now.next === 'dial') {
        const [planned, wanted] = [
          [step, destinationPhoneNumber, queueId].join(),
          [now.step, now.to, queueOf[now.from]].join(),
        ];
        this.claim(
          planned === wanted,
          'the ladder is climbed in order',
          () => `${planned} instead of ${wanted}`,
        );
      }
      const first = due(this.model, this.since);
      const isPrompt = this.wasNotSent || (first.next === 'dial' && at <= first.at + slack);
      this.claim(isPrompt, 'a dial comes when it is due', () => `it came at ${iso(at)}; ${describe(first)}`);
    }
    this.dial = { key, number, step, policy: decidedUnder };
    this.dials.push(this.dial);
  }

  private followDialed({ at, key, how }: Extract<Moment, { what: 'dialed' }>): void {
    if (this.dial?.key !== key) return;
    const { number, step } = this.dial;
    this.dial.how = how;
    // Then it is an attempt, and its record follows.
    if (how === 'DestinationNotAllowedException' || this.mayHaveRung(number)) return;
    this.dial = undefined;
    this.wasNotSent = how !== 'cancelled' && how !== 'ResourceNotFoundException';
    const skipped = how === 'ResourceNotFoundException' ? [step] : [];
    this.change(at, { skipped: new Set([...this.model.skipped, ...skipped]) });
  }

  private followRecord({ at, attempt }: Extract<Moment, { what: 'recorded' }>): void {
    const { number } = attempt;
    const isLate = number <= this.records.length;
    this.claim(isLate || this.dial?.number === number, 'only what was made is recorded', () => show(attempt));
    const ring = this.rings.find((one) => one.number === number);
    const isLost = attempt.phoneMayBeRinging === true;
    if (isLost) {
      this.lost.add(number);
      this.judgeLost(attempt, ring);
    } else if (ring) {
      this.judgeSeen(attempt, ring, at);
      const until = Math.max(ring.endsAt, ring.startsAt) + learning;
      this.claim(isLate || at <= until, 'an end is recorded soon', () => `${iso(at)}, ${show(attempt)}`);
    } else {
      const isRefused = attempt.disposition === 'not-allowed' && !this.mayHaveRung(number);
      this.claim(isRefused, 'a disposition is what the contact says', () => `no contact, ${show(attempt)}`);
    }
    this.claim(
      !this.model.cancelled || isLate || at <= this.cancelledAt + hangingUp,
      'a cancelled call ends soon',
      () => `recorded at ${iso(at)}, cancelled at ${iso(this.cancelledAt)}`,
    );
    const { step, destinationPhoneNumber: to, disposition, reached } = attempt;
    const known: ModelAttempt = {
      ...{ step, to, disposition, reached, mayBeRinging: isLost },
      endedAt: ring && !isLost ? ring.endsAt : Date.parse(attempt.endedAt),
    };
    const { attempts } = this.model;
    this.records[number - 1] = attempt;
    this.change(at, { attempts: [...attempts.slice(0, number - 1), known, ...attempts.slice(number)] });
    if (isLate) return;
    this.dial = undefined;
    this.wasNotSent = false;
  }

  private judgeSeen(attempt: Attempt, ring: Ring, at: number): void {
    const disposition = dispositionOf(ring);
    const reached =
      ring.answersAt <= ring.endsAt &&
      (ring.course.end === 'agent' ||
        (this.model.policy.connectedIsReached === true && ['flow', 'abandoned'].includes(ring.course.end)));
    this.claim(
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

  private judgeLost(attempt: Attempt, ring: Ring | undefined): void {
    const { number } = attempt;
    const sends = this.sends(number);
    const wasHeard = this.dials.some((dial) => dial.number === number && dial.how === 'started');
    const couldBeSeen = wasHeard && ring?.course.seen !== 'never' && !this.model.cancelled;
    this.claim(this.mayHaveRung(number) && !couldBeSeen, 'an end that can be learned is learned', () =>
      show(attempt),
    );
    const endedAt = Date.parse(attempt.endedAt);
    const lastSend = Math.max(...sends.map((send) => send.at));
    this.claim(endedAt >= lastSend, 'the quiet begins when nothing is sent any more', () => show(attempt));
  }

  private followEnd(moment: Extract<Moment, { what: 'ended' | 'failed' }>): void {
    const { at } = moment;
    const outcome = moment.what === 'ended' ? moment.result.outcome : 'failed';
    const attempts = moment.what === 'ended' ? moment.result.attempts : moment.attempts;
    const isRefused = this.dial === undefined && this.sends().at(-1)?.outcome === 'invalid';
    const isAllowed =
      [due(this.model, at), ...this.otherwise(at)].some(
        (now) => now.next === 'end' && now.outcome === outcome && now.at <= at,
      ) ||
      (outcome === 'failed' && isRefused);
    this.claim(
      isAllowed,
      'the outcome is what came of it',
      () => `${outcome} at ${iso(at)}, but ${describe(due(this.model, at))}`,
    );
    const first = due(this.model, this.since);
    const isPrompt = this.wasNotSent || (first.next === 'end' && at <= first.at + slack + this.searching());
    this.claim(
      isPrompt || isRefused,
      'a call ends when it is over',
      () => `it ended at ${iso(at)}; ${describe(first)}`,
    );

    this.claim(same(attempts, this.records), 'no attempt is lost or invented', () =>
      [attempts.map(show), this.records.map(show)].map((list) => `[${list.join('; ')}]`).join(' instead of '),
    );
    const made = new Set(
      this.sends()
        .filter(({ outcome: sent }) => maybe.has(sent))
        .map(({ number }) => number),
    );
    for (const number of made) {
      this.claim(
        attempts.some((one) => one.number === number),
        'every attempt is recorded',
        () => `${number} is not`,
      );
    }
    const unseen = this.records.filter(({ phoneMayBeRinging }) => phoneMayBeRinging);
    this.claim(this.overlooked().length === 0, 'what is told of is known in the end', () =>
      this.overlooked().map(show).join(),
    );
    if (moment.what === 'failed') return;
    const { phoneMayBeRinging } = moment.result;
    const live = this.rings.filter(({ endsAt }) => endsAt > at);
    this.claim(
      phoneMayBeRinging === unseen.length > 0,
      'phoneMayBeRinging says what the attempts say',
      () => `${phoneMayBeRinging}`,
    );
    this.claim(live.length === 0 || phoneMayBeRinging, 'a call ends with its phones silent, or says so', () =>
      live.map(({ contactId }) => contactId).join(),
    );
  }

  /** How long the last attempt's contact may be searched for before the call ends. */
  private searching(): number {
    const isLost = this.model.attempts.at(-1)?.mayBeRinging === true;
    const { quiet = defaults.quiet } = this.model.policy;
    return isLost && this.told.outside.story.searchable ? ms('60s') + ms(quiet) : 0;
  }

  /** Attempts that are recorded as lost although their end was told. */
  private overlooked(): Attempt[] {
    return this.records.filter(
      ({ number, phoneMayBeRinging }) => phoneMayBeRinging && this.toldOf.has(number),
    );
  }

  /** What may have been due when the last decision was made, where something came between. */
  private otherwise(at: number) {
    const others = this.wasNotSent
      ? [due(this.model, at + patience)].map((later) => ({ ...later, at: Math.min(later.at, at) }))
      : [];
    const isJustCancelled = this.model.cancelled && at <= this.cancelledAt + ms('10s');
    return isJustCancelled ? [...others, due({ ...this.model, cancelled: false }, at)] : others;
  }

  private phaseAfter(moment: Moment): Phase {
    const { at } = moment;
    const { model, since, wasNotSent, dial } = this;
    const attempts = this.records.map(show);
    const next = due(model, since);
    const phase = () => {
      if (moment.what === 'ended') return 'finished';
      if (dial) {
        if (dial.how !== 'started') return 'dialing';
        return model.cancelled ? 'hanging-up' : 'in-progress';
      }
      return model.paused ? 'paused' : 'waiting';
    };
    return { at, what: moment.what, phase: phase(), attempts, next: wasNotSent ? undefined : next };
  }

  private storyPolicy(changed: unknown): StoryPolicy {
    const { day, outside } = this.told;
    for (const { do: what } of outside.story.acts) {
      if (typeof what !== 'object' || !('changePolicy' in what)) continue;
      if (same(policyOf(what.changePolicy, day), changed)) return what.changePolicy;
    }
    throw new Error('A policy that the story does not have');
  }

  private get rings(): readonly Ring[] {
    return this.told.outside.rings;
  }

  /** Those of the dials so far. */
  private sends(number?: number): SendRecord[] {
    const known = new Set(this.dials.map(({ key }) => key));
    return this.told.outside.sends.filter(
      (send) => known.has(keyOf(send.runId, send.activityId)) && send.number === (number ?? send.number),
    );
  }

  private mayHaveRung(number: number): boolean {
    return this.sends(number).some(({ outcome }) => maybe.has(outcome));
  }
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

/** A phone that falls silent after it was told to is taken for cancelled, unless Amazon Connect knows better. */
function dispositionOf({ course: { end }, wasStopped, wasToldToStop, answersAt, endsAt }: Ring): Disposition {
  const isOpen = wasStopped || end === 'unknown';
  if (wasToldToStop && isOpen && answersAt > endsAt) return 'cancelled';
  return end === 'agent' || end === 'flow' ? 'answered' : end;
}

function show({ number, step, disposition, contactId, endedAt }: Attempt): string {
  return `${number} ${step} ${disposition} ${contactId ?? '-'} ${endedAt}`;
}

function describe(what: ReturnType<typeof due>): string {
  return what.next === 'dial'
    ? `${what.step} to ${what.to} was due at ${iso(what.at)}`
    : `the end as ${what.outcome} was due at ${iso(what.at)}`;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function iso(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString() : String(at);
}
