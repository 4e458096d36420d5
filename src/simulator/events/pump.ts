import type { Contact } from '../contact';
import type { Simulation } from '../simulation';
import { eventsBy, isTold } from './contact-events';
import { eventBridgeEvent, type EventForm } from './event-bridge';
import { deliveryTimes, type Mischief } from './mischief';
import type { Courier } from './targets';

/** What became of the events so far. */
export interface EventCounts {
  /** Changes of contacts. */
  readonly happened: number;
  /** Never delivered, by order. */
  readonly dropped: number;
  readonly delivered: number;
  /** Deliveries that the target did not take; they are not tried again. */
  readonly failed: number;
  /** Deliveries whose time has not come. */
  readonly waiting: number;
  readonly lastError?: string | undefined;
}

interface Delivery {
  readonly at: number;
  readonly json: string;
}

/**
 * Carries contact events out of the simulation. The events follow from the contacts and the clock; this only looks, now
 * and then in real time, which of them are due. What it has handed over the simulation remembers, as a number.
 */
export class EventPump {
  private readonly watched = new Set<string>();
  private outbox: Delivery[] = [];
  private counts = { happened: 0, dropped: 0, delivered: 0, failed: 0 };
  private lastError: string | undefined;
  private round: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly simulation: Simulation,
    private readonly courier: Courier,
    private readonly form: EventForm,
    private readonly mischief: Mischief,
  ) {}

  /** Looks every so many milliseconds of real time, from now on. */
  start(everyMilliseconds: number): void {
    for (const { contactId } of this.simulation.exchange.contacts()) this.watch(contactId);
    this.timer = setInterval(() => void this.pump(), everyMilliseconds);
    this.timer.unref();
  }

  /** Something happens to the contact. */
  watch(contactId: string): void {
    this.watched.add(contactId);
  }

  /** Delivers what is due by now. Never rejects: what fails is counted. */
  pump(): Promise<void> {
    this.round = this.round
      .then(() => this.turn())
      .catch((error: unknown) => {
        this.lastError = String(error);
      });
    return this.round;
  }

  status(): EventCounts {
    return { ...this.counts, waiting: this.outbox.length, lastError: this.lastError };
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
    this.courier.close();
  }

  forgetAll(): void {
    this.watched.clear();
    this.outbox = [];
    this.counts = { happened: 0, dropped: 0, delivered: 0, failed: 0 };
    this.lastError = undefined;
  }

  private async turn(): Promise<void> {
    const now = await this.simulation.settledNow();
    this.collect(now);
    const due = this.outbox.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    if (due.length === 0) return;
    this.outbox = this.outbox.filter(({ at }) => at > now);
    for (const { json } of due) await this.send(json);
  }

  /** Puts what happened since the last look into the outbox, in the order in which it happened. */
  private collect(now: number): void {
    const fresh = [...this.watched].flatMap((contactId) => this.freshEvents(contactId, now));
    fresh.sort((a, b) => a.event.at - b.event.at);
    for (const { contact, event } of fresh) {
      const times = deliveryTimes(this.counts.happened, event.at, this.mischief);
      this.counts.happened += 1;
      if (times.length === 0) this.counts.dropped += 1;
      const json = JSON.stringify(eventBridgeEvent(contact, event, this.simulation.seed, this.form));
      this.outbox.push(...times.map((at) => ({ at, json })));
    }
  }

  private freshEvents(contactId: string, now: number) {
    const contact = this.simulation.exchange.contactById(contactId);
    if (!contact) {
      this.watched.delete(contactId);
      return [];
    }
    const events = eventsBy(contact, now);
    const told = this.simulation.notifiedOf(contactId);
    if (events.length > told) this.simulation.notify(contactId, events.length);
    if (isTold(contact, now)) this.watched.delete(contactId);
    return events.slice(told).map((event): { contact: Contact; event: typeof event } => ({ contact, event }));
  }

  private async send(json: string): Promise<void> {
    try {
      await this.courier.deliver(json);
      this.counts.delivered += 1;
    } catch (error) {
      this.counts.failed += 1;
      this.lastError = error instanceof Error ? error.message : String(error);
    }
  }
}
