import { randomUUID } from 'node:crypto';
import type { Behaviour } from './behaviour';
import { ClientTokens } from './clientTokens';
import { stopped, contactAt, type Contact, type OutboundCall } from './contact';
import { Destinations } from './destinations';
import { contactNotFound, destinationNotAllowed } from './errors';
import { planTimeline } from './timeline';

/** One real ring of one phone: the ground truth against which "never twice" is checked. */
export interface Dial {
  readonly contactId: string;
  /** The request's ClientToken, where it had one. */
  readonly clientToken?: string | undefined;
  readonly destinationPhoneNumber: string;
  /** The queue which the request named. */
  readonly queueId?: string | undefined;
  /** The number that the person saw: the request's own, else its queue's. */
  readonly sourcePhoneNumber: string;
  readonly contactFlowId: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** When, on the simulator's clock, in milliseconds since the epoch. */
  readonly at: number;
}

/** "If not connected within 60 seconds, it fails" (API reference, StartOutboundVoiceContact). */
const defaultRingTimeoutSeconds = 60;

/**
 * The telephone exchange: all that the simulated instance remembers. Every method is synchronous and takes the time as
 * an argument, so two requests with one ClientToken cannot both dial, and any clock will do.
 */
export class Exchange {
  readonly destinations = new Destinations();
  private readonly tokens = new ClientTokens();
  private readonly contactsById = new Map<string, Contact>();
  private dialed: Dial[] = [];

  constructor(private readonly behaviour: Behaviour) {}

  /** Rings the phone, unless this token's contact is already there. */
  start(call: OutboundCall, clientToken: string | undefined, now: number): Contact {
    const known = clientToken === undefined ? undefined : this.startedWith(call.instanceId, clientToken, now);
    return known ?? this.dial(call, clientToken, now);
  }

  /** Ends the call if it is not over. */
  stop(contactId: string, now: number): void {
    const contact = this.contactsById.get(contactId);
    if (!contact) throw contactNotFound(contactId);
    if (contactAt(contact, now).phase !== 'ended') {
      this.contactsById.set(contactId, stopped(contact, now));
    } else if (this.behaviour.stopAfterEnd === 'contact-not-found') {
      throw contactNotFound(contactId);
    }
  }

  find(contactId: string): Contact | undefined {
    return this.contactsById.get(contactId);
  }

  /** Oldest first. */
  contacts(): Contact[] {
    return [...this.contactsById.values()];
  }

  /** Oldest first. */
  dials(): Dial[] {
    return [...this.dialed];
  }

  forgetAll(): void {
    this.destinations.forgetAll();
    this.tokens.forgetAll();
    this.contactsById.clear();
    this.dialed = [];
  }

  private startedWith(instanceId: string, clientToken: string, now: number): Contact | undefined {
    const contact = this.contactsById.get(this.tokens.find(instanceId, clientToken, now) ?? '');
    const ringsAgain = this.behaviour.tokenAfterDisconnect === 'new';
    return contact && ringsAgain && contactAt(contact, now).phase === 'ended' ? undefined : contact;
  }

  private dial(call: OutboundCall, clientToken: string | undefined, now: number): Contact {
    const { script, disposition } = this.destinations.next(call.destinationPhoneNumber);
    if (disposition === 'not-allowed') throw destinationNotAllowed(call.destinationPhoneNumber);

    const contact: Contact = {
      contactId: randomUUID(),
      call,
      timeline: planTimeline({
        at: now,
        disposition,
        script,
        ringTimeoutSeconds: this.ringTimeoutSecondsOf(call),
        detects: call.detectsAnsweringMachine,
      }),
      flowAttributes: script.attributes ?? {},
    };
    this.contactsById.set(contact.contactId, contact);
    if (clientToken !== undefined) {
      this.tokens.remember(call.instanceId, clientToken, contact.contactId, now);
    }
    this.dialed.push(dialOf(contact, clientToken, now));
    return contact;
  }

  private ringTimeoutSecondsOf(call: OutboundCall): number {
    const works = this.behaviour.ringTimeout === 'every-call' || call.trafficType === 'CAMPAIGN';
    return (works ? call.ringTimeoutSeconds : undefined) ?? defaultRingTimeoutSeconds;
  }
}

function dialOf({ contactId, call }: Contact, clientToken: string | undefined, at: number): Dial {
  const { destinationPhoneNumber, queueId, sourcePhoneNumber, contactFlowId, attributes } = call;
  return {
    contactId,
    clientToken,
    destinationPhoneNumber,
    queueId,
    sourcePhoneNumber,
    contactFlowId,
    attributes,
    at,
  };
}
