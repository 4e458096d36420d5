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
import { outcomeUnder, type Outcome } from './request-outcome';
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
  /** Called with each change before it is applied. */
  readonly record: (change: Change) => void;
}

/** A fault that hit a request. */
export interface FaultHit {
  readonly at: number;
  readonly operation: OperationName;
  readonly kind: FaultKind['kind'];
}

const maxHits = 50;

/** The state of one simulator: its clock, seed, exchange, overrides, faults and throttles. */
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
      for (const listener of this.listeners) listener(change);
    };
    this.exchange = new Exchange(seed, behaviour, this.record);
    this.overrides = new HoursOverrides(seed, this.record);
    this.faults = new Faults(this.record);
    this.throttles = new Throttles(throttles);
  }

  /** Carry out a request in one synchronous step. */
  serve(operation: Operation<OperationName>, request: OperationRequest): Outcome {
    const { name } = operation;
    const { now } = request;
    this.exchange.settle(now);
    if (!this.throttles.pass(name, now)) {
      this.requests.count(name, 'throttled');
      return { kind: 'answer', answer: refusal(tooManyRequests()), afterMs: 0 };
    }
    const fault = this.faults.take(name);
    if (fault) this.hits = [...this.hits, { at: now, operation: name, kind: fault.kind }].slice(-maxHits);
    let result: 'accepted' | 'refused' | 'lost' = 'lost';
    const outcome = outcomeUnder(fault, () => {
      const answer = answerOf(() => operation.answer(request, this));
      result = answer.status === 200 ? 'accepted' : 'refused';
      return answer;
    });
    this.requests.count(name, result);
    return outcome;
  }

  /** Every contact at the current time, oldest first. */
  async contacts(): Promise<ContactSnapshot[]> {
    const now = await this.settledNow();
    return this.exchange.contacts().map((contact) => contactAt(contact, now));
  }

  /** The current time, after settling the queues. */
  async settledNow(): Promise<number> {
    const now = await this.clock();
    this.exchange.settle(now);
    return now;
  }

  /** The last faults that hit a request, oldest first. */
  faultHits(): readonly FaultHit[] {
    return this.hits;
  }

  /** Call the listener with every change before it is applied. */
  subscribe(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  /** Number of the contact's events handed over for delivery. */
  notifiedOf(contactId: string): number {
    return this.notified.get(contactId) ?? 0;
  }

  notify(contactId: string, events: number): void {
    this.commit({ type: 'events-handed-over', contactId, events });
  }

  /** Restore the seed and remove scripts, dials, contacts, tokens, faults and counts; refill the buckets. */
  reset(): void {
    this.commit({ type: 'reset' });
  }

  /** Apply a change, new or from the journal. */
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
