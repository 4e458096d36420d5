import { elapsed, lastChangeOf, phaseOf, type Phase, type Timeline } from './timeline';

/** What every request for a contact asks for, identifiers resolved. */
interface ContactRequest {
  readonly instanceId: string;
  readonly contactFlowId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly relatedContactId?: string | undefined;
}

/** What a valid StartOutboundVoiceContact asks for. */
export interface OutboundCall extends ContactRequest {
  readonly destinationPhoneNumber: string;
  /** The queue which the request names. */
  readonly queueId?: string | undefined;
  /** The number that the person sees: the request's own, else its queue's. */
  readonly sourcePhoneNumber: string;
  readonly campaignId?: string | undefined;
  readonly trafficType: 'GENERAL' | 'CAMPAIGN';
  readonly detectsAnsweringMachine: boolean;
  readonly ringTimeoutSeconds?: number | undefined;
}

/** What a valid StartTaskContact asks for. */
export interface Task extends ContactRequest {
  readonly previousContactId?: string | undefined;
  /** When it is to start, in milliseconds since the epoch. */
  readonly scheduledAt?: number | undefined;
}

/** What a contact is about. */
export type Subject =
  | { readonly channel: 'VOICE'; readonly call: OutboundCall }
  | { readonly channel: 'TASK'; readonly task: Task };

/** Amazon Connect's record of one attempt to reach somebody, or of a task. */
export type Contact = Subject & {
  readonly contactId: string;
  readonly timeline: Timeline;
  /** The queue that it enters when its timeline says so. */
  readonly queueId: string;
  /** Who it reaches when its timeline says so. */
  readonly agentId?: string | undefined;
  /** For a call that must wait until an agent of its queue is free: the end of its timeline is then still open. */
  readonly wait?: Wait | undefined;
  /** Attributes that were added to those of the request, by the flow or by UpdateContactAttributes, oldest first. */
  readonly updates: readonly AttributeUpdate[];
};

/** What decides how a call leaves a queue whose agents are counted. */
export interface Wait {
  /** How long the caller waits before hanging up. */
  readonly patienceSeconds: number;
  /** How long it keeps the agent. */
  readonly talkSeconds: number;
  /** Why it ends, once with the agent. */
  readonly reason: string;
}

export interface AttributeUpdate {
  readonly at: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A contact as it stands at one instant; times are in milliseconds since the epoch. */
export type ContactSnapshot = Subject & {
  readonly contactId: string;
  readonly phase: Phase;
  /** The request's attributes, and those which were added since. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What has happened so far. */
  readonly past: Timeline;
  readonly queueId: string;
  readonly agentId?: string | undefined;
  readonly lastUpdateAt: number;
};

/** How the contact stands at `now`: a pure view of its timeline. */
export function contactAt(contact: Contact, now: number): ContactSnapshot {
  const past = elapsed(contact.timeline, now);
  const updates = contact.updates.filter(({ at }) => at <= now);
  const attributes = updates.reduce(
    (so, update) => ({ ...so, ...update.attributes }),
    requestOf(contact).attributes,
  );
  return {
    ...subjectOf(contact),
    contactId: contact.contactId,
    phase: phaseOf(past),
    attributes,
    past,
    queueId: contact.queueId,
    agentId: contact.agentId,
    lastUpdateAt: Math.max(lastChangeOf(past), ...updates.map(({ at }) => at)),
  };
}

/** What voice contacts and tasks have in common. */
export function requestOf(subject: Subject): OutboundCall | Task {
  return subject.channel === 'VOICE' ? subject.call : subject.task;
}

/** Whether its end has come; a call that waits for an agent has none yet. */
export function hasEnded({ timeline }: Contact, now: number): boolean {
  return timeline.ended !== undefined && timeline.ended.at <= now;
}

/**
 * The contact as StopContact leaves it. An unanswered call counts as cancelled by its originator; once connected, the
 * reason is OTHER, "disconnections that API calls initiate", and for a task it is API (contact records data model).
 */
export function stopped(contact: Contact, now: number): Contact {
  const past = elapsed(contact.timeline, now);
  return {
    ...contact,
    timeline: { ...past, ended: { at: now, reason: stopReason(contact, past) } },
    updates: contact.updates.filter(({ at }) => at <= now),
  };
}

function stopReason({ channel }: Contact, past: Timeline): string {
  if (channel === 'TASK') return 'API';
  return past.connectedAt === undefined ? 'TELECOM_ORIGINATOR_CANCEL' : 'OTHER';
}

function subjectOf(subject: Subject): Subject {
  return subject.channel === 'VOICE'
    ? { channel: 'VOICE', call: subject.call }
    : { channel: 'TASK', task: subject.task };
}
