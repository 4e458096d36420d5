import type { Contact } from '../contact';
import type { Simulation } from '../simulation';
import { eventsBy, isComplete } from './contact-events';
import { eventBridgeEvent, type EventForm } from './event-bridge';
import { deliveryTimes, type DeliveryFaults } from './delivery-faults';
import type { EventSink } from './targets';

/** Counts of contact events so far. */
export interface EventCounts {
  /** Changes of contacts. */
  readonly happened: number;
  /** Never delivered, because of `drop`. */
  readonly dropped: number;
  readonly delivered: number;
  /** Deliveries that failed at the target; they are not retried. */
  readonly failed: number;
  /** Deliveries that are not due yet. */
  readonly waiting: number;
  readonly lastError?: string | undefined;
}

interface Delivery {
  readonly at: number;
  readonly json: string;
}

/**
 * Delivers contact events. The events follow from the contacts and the clock; the pump polls in real time which of them are
 * due. The simulation stores how many were handed over.
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
    private readonly sink: EventSink,
    private readonly form: EventForm,
    private readonly faults: DeliveryFaults,
  ) {}

  /** Start polling. @param pollIntervalMs in real time */
  start(pollIntervalMs: number): void {
    for (const { contactId } of this.simulation.exchange.contacts()) this.watch(contactId);
    this.timer = setInterval(() => void this.pump(), pollIntervalMs);
    this.timer.unref();
  }

  /** Check the contact for new events. */
  watch(contactId: string): void {
    this.watched.add(contactId);
  }

  /** Deliver the events that are due. Never rejects; failures are counted. */
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
    this.sink.close();
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

  /** Put new events into the outbox, in order. */
  private collect(now: number): void {
    const fresh = [...this.watched].flatMap((contactId) => this.freshEvents(contactId, now));
    fresh.sort((a, b) => a.event.at - b.event.at);
    for (const { contact, event } of fresh) {
      const times = deliveryTimes(this.counts.happened, event.at, this.faults);
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
    const handedOver = this.simulation.notifiedOf(contactId);
    if (events.length > handedOver) this.simulation.notify(contactId, events.length);
    if (isComplete(contact, now)) this.watched.delete(contactId);
    return events
      .slice(handedOver)
      .map((event): { contact: Contact; event: typeof event } => ({ contact, event }));
  }

  private async send(json: string): Promise<void> {
    try {
      await this.sink.deliver(json);
      this.counts.delivered += 1;
    } catch (error) {
      this.counts.failed += 1;
      this.lastError = error instanceof Error ? error.message : String(error);
    }
  }
}
