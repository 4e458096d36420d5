import type { Contact } from '../domain/call/contact';
import { isoInstant, Misshapen, number, object, optional, text, textByName, type Shape } from './shape';

/** Amazon Connect takes 32 KB of attributes (Feature specifications, "Contact attributes"). */
const mostAttributes = 32 * 1024;

const contact = object<Contact>({
  contactId: text(256),
  initiatedAt: optional(isoInstant),
  connectedAt: optional(isoInstant),
  enqueuedAt: optional(isoInstant),
  agentConnectedAt: optional(isoInstant),
  endedAt: optional(isoInstant),
  queueId: optional(text()),
  agentId: optional(text()),
  destinationPhoneNumber: optional(text()),
  sourcePhoneNumber: optional(text()),
  disconnectReason: optional(text()),
  potentialDisconnectIssue: optional(text()),
  customerAudioQuality: optional(number()),
  agentAudioQuality: optional(number()),
  answeringMachineDetectionStatus: optional(text()),
  attributes: textByName(mostAttributes),
});

/** A contact that has ended. */
export const endedContact: Shape<Contact> = (value, at) => {
  const read = contact(value, at);
  if (read.endedAt === undefined) throw new Misshapen(at, 'have an end: endedAt');
  return read;
};
