import { elapsed, lastChangeOf, phaseOf, type Phase, type Timeline } from './timeline';

/** Members of every request that starts a contact, with identifiers resolved. */
interface ContactRequest {
  readonly instanceId: string;
  readonly contactFlowId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly relatedContactId?: string | undefined;
}

/** A valid StartOutboundVoiceContact request. */
export interface OutboundCall extends ContactRequest {
  readonly destinationPhoneNumber: string;
  /** The queue that the request names. */
  readonly queueId?: string | undefined;
  /** The number that the person sees: the request's own, else its queue's. */
  readonly sourcePhoneNumber: string;
  readonly campaignId?: string | undefined;
  readonly trafficType: 'GENERAL' | 'CAMPAIGN';
  readonly detectsAnsweringMachine: boolean;
  readonly ringTimeoutSeconds?: number | undefined;
}

/** A valid StartTaskContact request. */
export interface Task extends ContactRequest {
  readonly previousContactId?: string | undefined;
  /** Scheduled start, milliseconds since the epoch. */
  readonly scheduledAt?: number | undefined;
}

/** The request behind a contact. */
export type Subject =
  | { readonly channel: 'VOICE'; readonly call: OutboundCall }
  | { readonly channel: 'TASK'; readonly task: Task };

/** Amazon Connect's record of one outbound call or task. */
export type Contact = Subject & {
  readonly contactId: string;
  readonly timeline: Timeline;
  /** The queue that it enters at `timeline.queuedAt`. */
  readonly queueId: string;
  /** The agent that it reaches at `timeline.agentAt`. */
  readonly agentId?: string | undefined;
  /** Set while a call must wait for a free agent of its queue: the timeline then has no end yet. */
  readonly wait?: Wait | undefined;
  /** Attributes added by the flow or by UpdateContactAttributes, oldest first. */
  readonly updates: readonly AttributeUpdate[];
  /** What the agent adds some seconds after the end of a call that was connected. */
  readonly afterCall?:
    { readonly seconds: number; readonly attributes: Readonly<Record<string, string>> } | undefined;
};

/** What decides how a call leaves a queue with a limited number of agents. */
interface Wait {
  /** Time until the caller hangs up. */
  readonly patienceSeconds: number;
  /** Time with the agent. */
  readonly talkSeconds: number;
  /** `DisconnectReason` after the talk with the agent. */
  readonly reason: string;
}

interface AttributeUpdate {
  readonly at: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A contact at one instant; times are milliseconds since the epoch. */
export type ContactSnapshot = Subject & {
  readonly contactId: string;
  readonly phase: Phase;
  /** The request's attributes and those added since. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What has happened so far. */
  readonly past: Timeline;
  readonly queueId: string;
  readonly agentId?: string | undefined;
  readonly lastUpdateAt: number;
};

/** The contact at `now`. */
export function contactAt(contact: Contact, now: number): ContactSnapshot {
  const past = elapsed(contact.timeline, now);
  const updates = [...contact.updates, ...afterCallWork(contact)]
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
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

function afterCallWork({ timeline, afterCall }: Contact): AttributeUpdate[] {
  const { connectedAt, ended } = timeline;
  if (afterCall === undefined || connectedAt === undefined || ended === undefined) return [];
  return [{ at: ended.at + afterCall.seconds * 1_000, attributes: afterCall.attributes }];
}

/** The common members of calls and tasks. */
export function requestOf(subject: Subject): OutboundCall | Task {
  return subject.channel === 'VOICE' ? subject.call : subject.task;
}

/** Whether the contact has ended by `now`. A call that waits for an agent has no end yet. */
export function hasEnded({ timeline }: Contact, now: number): boolean {
  return timeline.ended !== undefined && timeline.ended.at <= now;
}

/**
 * The contact after StopContact. The reason of an unanswered call is TELECOM_ORIGINATOR_CANCEL, of a connected one OTHER
 * ("disconnections that API calls initiate"), of a task API (contact records data model).
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
