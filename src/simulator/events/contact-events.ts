import type { Contact } from '../contact';

/** The kinds of contact events that a call or a task here can have. */
export type EventType =
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
 * What has happened to a contact by `now`, in its order. As time goes on events are only added at the end, so that how
 * many of them have been told is all one needs to remember.
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
    // Last, so that at one instant an update comes after what was known before it.
    ...contact.updates.map(({ at }) => ({ type: 'CONTACT_DATA_UPDATED' as const, at })),
  ];
  return planned
    .flatMap(({ type, at }) => (at !== undefined && at <= now ? [{ type, at }] : []))
    .sort((a, b) => a.at - b.at);
}

/** Whether no more events are to come unless somebody does something to the contact. */
export function isTold({ timeline, updates }: Contact, now: number): boolean {
  return timeline.ended !== undefined && timeline.ended.at <= now && updates.every(({ at }) => at <= now);
}
