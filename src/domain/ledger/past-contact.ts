import type { Disposition } from '../call/disposition';

/** One attempt to reach a person, of whichever call, as limits count it. Instants are milliseconds since the epoch. */
export interface PastContact {
  readonly attemptId: string;
  /** Workflow ID of its call. */
  readonly call: string;
  /** What the call was about. */
  readonly subject?: string;
  /** When it was dialed, or may be dialed, where it is reserved. */
  readonly at: number;
  readonly endedAt?: number;
  /** Absent while it is not known: reserved, or under way. */
  readonly disposition?: Disposition;
  /** Somebody talked to the person. */
  readonly isConversation?: boolean;
  /** The person said that they don't want such calls. */
  readonly isRefusal?: boolean;
  /** Nobody saw it end, and its phone may be ringing: until then no other call dials the person. */
  readonly quietUntil?: number;
  /** Which contact of the person it is over all calls: 1, 2, 3… @default the one after the contact before it */
  readonly contactNumber?: number;
}

/** What a rest follows. */
export type RestAfter = 'attempt' | 'conversation' | 'refusal' | 'abandoned';

export function isFollowedBy(
  { disposition, isConversation, isRefusal }: PastContact,
  after: RestAfter,
): boolean {
  switch (after) {
    case 'attempt':
      return true;
    case 'conversation':
      return isConversation === true;
    case 'refusal':
      return isRefusal === true;
    case 'abandoned':
      return disposition === 'abandoned';
  }
}
