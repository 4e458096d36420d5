import type { Contact } from '../domain/call/contact';
import { Disposition } from '../domain/call/disposition';

/**
 * How an attempt ended, from Amazon Connect's record. Both strings that it uses are open sets: a value that is not known here gives
 * `unknown`, never an error.
 *
 * Source of the values: Amazon Connect Administrator Guide, "Data model for Amazon Connect contact records".
 */
export function classifyContact(contact: Contact): Disposition {
  const detected = byDetection.get(contact.answeringMachineDetectionStatus ?? '');
  if (detected && contact.agentConnectedAt === undefined) return detected;
  if (contact.connectedAt === undefined) {
    return byDisconnectReason.get(contact.disconnectReason ?? '') ?? Disposition.Unknown;
  }
  if (contact.agentConnectedAt !== undefined) return Disposition.Answered;
  return contact.enqueuedAt === undefined ? Disposition.Answered : Disposition.Abandoned;
}

/** The conclusive values of answering machine detection. */
const byDetection: ReadonlyMap<string, Disposition> = new Map([
  ['VOICEMAIL_BEEP', Disposition.Voicemail],
  ['VOICEMAIL_NO_BEEP', Disposition.Voicemail],
  ['FAX_MACHINE_DETECTED', Disposition.Fax],
  ['SIT_TONE_BUSY', Disposition.Busy],
  ['SIT_TONE_INVALID_NUMBER', Disposition.InvalidNumber],
  ['SIT_TONE_DETECTED', Disposition.TelecomProblem],
  ['AMD_UNANSWERED', Disposition.NoAnswer],
]);

/** Why a phone was never answered. */
const byDisconnectReason: ReadonlyMap<string, Disposition> = new Map([
  ['TELECOM_BUSY', Disposition.Busy],
  ['TELECOM_NUMBER_INVALID', Disposition.InvalidNumber],
  ['TELECOM_POTENTIAL_BLOCKING', Disposition.Blocked],
  ['TELECOM_UNANSWERED', Disposition.NoAnswer],
  ['TELECOM_TIMEOUT', Disposition.NoAnswer],
  // Also the end of a phone that rang for 60 s. closeAttempt recognises contacts that this package stopped.
  ['TELECOM_ORIGINATOR_CANCEL', Disposition.NoAnswer],
  ['TELECOM_PROBLEM', Disposition.TelecomProblem],
  ['OUTBOUND_DESTINATION_ENDPOINT_ERROR', Disposition.NotAllowed],
  ['OUTBOUND_RESOURCE_ERROR', Disposition.NotAllowed],
  ['OUTBOUND_ATTEMPT_FAILED', Disposition.TelecomProblem],
  ['EXPIRED', Disposition.TelecomProblem],
]);
