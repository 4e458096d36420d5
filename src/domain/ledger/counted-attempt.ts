import type { Disposition } from '../call/disposition';

/** One attempt of any call to reach a person, as limits count it. Instants are milliseconds since the epoch. */
export interface CountedAttempt {
  readonly attemptId: string;
  /** Workflow ID of its call. */
  readonly call: string;
  /** What the call was about. */
  readonly subject?: string;
  /** When it was dialed or, if only reserved, when it was reserved. */
  readonly at: number;
  readonly endedAt?: number;
  /** Absent while the attempt is reserved or under way. */
  readonly disposition?: Disposition;
  /** There was a conversation with the person. */
  readonly isConversation?: boolean;
  /** The person said that they don't want such calls. */
  readonly isRefusal?: boolean;
  /** Its end was not seen and its phone may be ringing: no other call dials the person before this instant. */
  readonly quietUntil?: number;
  /** IDs that reveal nothing about the number that may be ringing, one for each key of the ledger; only with `quietUntil`. */
  readonly quietNumber?: readonly string[];
  /** Its number among the person's attempts over all calls: 1, 2, 3… @default one more than the previous attempt's */
  readonly sequence?: number;
}

/** Which attempts a rest follows. */
export type RestAfter = 'attempt' | 'conversation' | 'refusal' | 'abandoned';

export function isFollowedBy(
  { disposition, isConversation, isRefusal }: CountedAttempt,
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
