import { elapsed, lastChangeOf, phaseOf, type Phase, type Timeline } from './timeline';

/** What a valid StartOutboundVoiceContact asks for, every identifier resolved. */
export interface OutboundCall {
  readonly instanceId: string;
  readonly contactFlowId: string;
  readonly destinationPhoneNumber: string;
  /** The queue which the request names. */
  readonly queueId?: string | undefined;
  /** The number that the person sees: the request's own, else its queue's. */
  readonly sourcePhoneNumber: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly relatedContactId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly trafficType: 'GENERAL' | 'CAMPAIGN';
  readonly detectsAnsweringMachine: boolean;
  readonly ringTimeoutSeconds?: number | undefined;
}

/** Amazon Connect's record of one attempt to reach somebody. */
export interface Contact {
  readonly contactId: string;
  readonly call: OutboundCall;
  readonly timeline: Timeline;
  /** What the flow sets on the contact once it is connected. */
  readonly flowAttributes: Readonly<Record<string, string>>;
}

/** A contact as it stands at one instant; times are in milliseconds since the epoch. */
export interface ContactSnapshot {
  readonly contactId: string;
  readonly phase: Phase;
  readonly call: OutboundCall;
  /** The request's attributes, and once connected those which the flow sets. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What has happened so far. */
  readonly past: Timeline;
  readonly lastUpdateAt: number;
}

/** How the contact stands at `now`: a pure view of its timeline. */
export function contactAt(contact: Contact, now: number): ContactSnapshot {
  const past = elapsed(contact.timeline, now);
  const isConnected = past.connectedAt !== undefined;
  return {
    contactId: contact.contactId,
    phase: phaseOf(past),
    call: contact.call,
    attributes: { ...contact.call.attributes, ...(isConnected ? contact.flowAttributes : {}) },
    past,
    lastUpdateAt: lastChangeOf(past),
  };
}

/**
 * The contact as StopContact leaves it. An unanswered call counts as cancelled by its originator; once connected, the
 * reason is OTHER, "disconnections that API calls initiate" (contact records data model).
 */
export function stopped(contact: Contact, now: number): Contact {
  const past = elapsed(contact.timeline, now);
  const reason = past.connectedAt === undefined ? 'TELECOM_ORIGINATOR_CANCEL' : 'OTHER';
  return { ...contact, timeline: { ...past, ended: { at: now, reason } } };
}
