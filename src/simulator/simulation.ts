import type { Behaviour } from './behaviour';
import type { Change } from './change';
import type { Clock } from './clock';
import { contactAt, type ContactSnapshot } from './contact';
import { tooManyRequests } from './errors';
import { Exchange } from './exchange';
import { Faults } from './faults';
import type { FaultKind } from './fault-schema';
import { HoursOverrides } from './hours-overrides';
import type { OperationName } from './operations';
import type { Operation, OperationRequest } from './operations/operation';
import { outcomeUnder, type Outcome } from './outcome';
import { RequestLog } from './request-counts';
import type { Seed } from './seed/seed';
import { Throttles, type ThrottleSettings } from './throttles';
import { answerOf, refusal } from './wire';
import type { World } from './world';

export interface SimulationSettings {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly behaviour: Behaviour;
  readonly throttles: ThrottleSettings;
  /** Keeps every change, before it is made. */
  readonly record: (change: Change) => void;
}

/** A fault that hit a request. */
export interface FaultHit {
  readonly at: number;
  readonly operation: OperationName;
  readonly kind: FaultKind['kind'];
}

const rememberedHits = 50;

/** All that one simulator holds: its clock, what exists and happens in it, and what requests must get past. */
export class Simulation implements World {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly behaviour: Behaviour;
  readonly exchange: Exchange;
  readonly overrides: HoursOverrides;
  readonly faults: Faults;
  readonly throttles: Throttles;
  readonly requests = new RequestLog();
  private readonly record: (change: Change) => void;
  private readonly listeners: ((change: Change) => void)[] = [];
  private readonly notified = new Map<string, number>();
  private hits: readonly FaultHit[] = [];

  constructor({ clock, seed, behaviour, throttles, record }: SimulationSettings) {
    this.clock = clock;
    this.seed = seed;
    this.behaviour = behaviour;
    this.record = (change) => {
      record(change);
      for (const tell of this.listeners) tell(change);
    };
    this.exchange = new Exchange(seed, behaviour, this.record);
    this.overrides = new HoursOverrides(seed, this.record);
    this.faults = new Faults(this.record);
    this.throttles = new Throttles(throttles);
  }

  /** Carries a request out, in one step: nothing else happens meanwhile. */
  serve(operation: Operation<OperationName>, request: OperationRequest): Outcome {
    const { name } = operation;
    const { now } = request;
    this.exchange.settle(now);
    if (!this.throttles.pass(name, now)) {
      this.requests.count(name, 'throttled');
      return { kind: 'answer', answer: refusal(tooManyRequests()), afterMilliseconds: 0 };
    }
    const fault = this.faults.take(name);
    if (fault)
      this.hits = [...this.hits, { at: now, operation: name, kind: fault.kind }].slice(-rememberedHits);
    let became: 'accepted' | 'refused' | 'lost' = 'lost';
    const outcome = outcomeUnder(fault, () => {
      const answer = answerOf(() => operation.answer(request, this));
      became = answer.status === 200 ? 'accepted' : 'refused';
      return answer;
    });
    this.requests.count(name, became);
    return outcome;
  }

  /** Every contact as it stands now, oldest first. */
  async contacts(): Promise<ContactSnapshot[]> {
    const now = await this.settledNow();
    return this.exchange.contacts().map((contact) => contactAt(contact, now));
  }

  /** The time, with everything that has happened by then. */
  async settledNow(): Promise<number> {
    const now = await this.clock();
    this.exchange.settle(now);
    return now;
  }

  /** The last faults that hit a request, oldest first. */
  faultHits(): readonly FaultHit[] {
    return this.hits;
  }

  /** Tells of every change from now on, before it is made. */
  subscribe(tell: (change: Change) => void): void {
    this.listeners.push(tell);
  }

  /** How many events of the contact have been handed to delivery. */
  notifiedOf(contactId: string): number {
    return this.notified.get(contactId) ?? 0;
  }

  notify(contactId: string, events: number): void {
    this.commit({ type: 'events-handed-over', contactId, events });
  }

  /** Back to the start: the seed, and no scripts, dials, contacts, tokens, faults or counts; full buckets. */
  reset(): void {
    this.commit({ type: 'reset' });
  }

  /** Makes a change that is remembered. */
  apply(change: Change): void {
    switch (change.type) {
      case 'reset':
        this.forgetAll();
        return;
      case 'events-handed-over':
        this.notified.set(change.contactId, change.events);
        return;
      case 'fault-added':
      case 'fault-drawn':
      case 'faults-cleared':
        this.faults.apply(change);
        return;
      case 'override-put':
      case 'override-deleted':
        this.overrides.apply(change);
        return;
      default:
        this.exchange.apply(change);
    }
  }

  private commit(change: Change): void {
    this.record(change);
    this.apply(change);
  }

  private forgetAll(): void {
    this.exchange.forgetAll();
    this.overrides.forgetAll();
    this.faults.forgetAll();
    this.requests.forgetAll();
    this.throttles.refill();
    this.notified.clear();
    this.hits = [];
  }
}
