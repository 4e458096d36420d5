import { defineSearchAttributeKey } from '@temporalio/common';

/** The search attributes of a call. They hold no personal data: Temporal never encrypts search attributes. */
export const SearchAttribute = {
  /** What the call is doing, or its outcome. */
  Status: defineSearchAttributeKey('OutboundCallStatus', 'KEYWORD'),
  /** Disposition of the last attempt. */
  Disposition: defineSearchAttributeKey('OutboundCallDisposition', 'KEYWORD'),
  /** Step of the next attempt, or of the last one. */
  Step: defineSearchAttributeKey('OutboundCallStep', 'KEYWORD'),
  /** Attempts that have ended. */
  Attempts: defineSearchAttributeKey('OutboundCallAttempts', 'INT'),
  NextAttemptTime: defineSearchAttributeKey('OutboundCallNextAttemptTime', 'DATETIME'),
  /** Contact of the last attempt. */
  ContactId: defineSearchAttributeKey('OutboundCallContactId', 'KEYWORD'),
} as const;

export const searchAttributeNames: readonly string[] = Object.values(SearchAttribute).map(({ name }) => name);
