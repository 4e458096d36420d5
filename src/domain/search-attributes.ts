import { defineSearchAttributeKey } from '@temporalio/common';

/** The search attributes of a call. Search attributes are never encrypted, so these hold no personal data. */
export const SearchAttribute = {
  /** What the call is doing, or its outcome. */
  CallStatus: defineSearchAttributeKey('CallStatus', 'KEYWORD'),
  /** Disposition of the last attempt. */
  CallDisposition: defineSearchAttributeKey('CallDisposition', 'KEYWORD'),
  /** Step of the next attempt, or of the last one. */
  CallStep: defineSearchAttributeKey('CallStep', 'KEYWORD'),
  /** Attempts that have ended. */
  CallAttempts: defineSearchAttributeKey('CallAttempts', 'INT'),
  CallNextAttemptTime: defineSearchAttributeKey('CallNextAttemptTime', 'DATETIME'),
  /** Contact of the last attempt. */
  CallContactId: defineSearchAttributeKey('CallContactId', 'KEYWORD'),
} as const;
