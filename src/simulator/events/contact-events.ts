import type { Contact } from '../contact';

/** The types of contact events of simulated calls and tasks. */
type EventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  | 'CONTACT_DATA_UPDATED'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'DISCONNECTED'
  | 'COMPLETED';

/** One change of a contact. */
export interface ContactEvent {
  readonly type: EventType;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
}

/**
 * The events of a contact up to `now`, in order. Later calls only append events, so a count is enough to remember which were
 * handed over.
 */
export function eventsBy(contact: Contact, now: number): ContactEvent[] {
  const { initiatedAt, connectedAt, queuedAt, agentAt, ended } = contact.timeline;
  const planned: { readonly type: EventType; readonly at: number | undefined }[] = [
    { type: 'INITIATED', at: initiatedAt },
    { type: 'CONNECTED_TO_SYSTEM', at: connectedAt },
    { type: 'QUEUED', at: queuedAt },
    { type: 'CONNECTED_TO_AGENT', at: agentAt },
    { type: 'DISCONNECTED', at: ended?.at },
    // "Immediately after the DISCONNECT event with the same data": agents here have no after-contact work.
    { type: 'COMPLETED', at: ended?.at },
    // Last, so that an update sorts after other events at the same instant.
    ...contact.updates.map(({ at }) => ({ type: 'CONTACT_DATA_UPDATED' as const, at })),
  ];
  return planned
    .flatMap(({ type, at }) => (at !== undefined && at <= now ? [{ type, at }] : []))
    .sort((a, b) => a.at - b.at);
}

/** Whether all planned events have happened by `now`. */
export function isComplete({ timeline, updates }: Contact, now: number): boolean {
  return timeline.ended !== undefined && timeline.ended.at <= now && updates.every(({ at }) => at <= now);
}
