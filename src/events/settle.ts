import type { Message } from '@aws-sdk/client-sqs';
import type { Fate } from './fate';
import type { Queue } from './queue';
import { retryDelayMs } from './retry-delay';

/** Counts of the messages received so far, by result. A message that is received again counts again. */
export interface ContactEventCounts {
  /** Reported to their workflow. */
  readonly signalled: number;
  /** Their workflow was over. */
  readonly ended: number;
  /** Their call was terminated, timed out or failed while the contact lasted. */
  readonly orphans: number;
  /** About a contact that was already handled: the other terminal event, a copy, a contact record. */
  readonly repeated: number;
  /** About calls of other software. */
  readonly foreign: number;
  /** Events of other types, channels and initiation methods. */
  readonly ignored: number;
  /** About contacts that Amazon Connect does not know, even after retries. */
  readonly unknown: number;
  /** Not understood. */
  readonly poison: number;
  /** Left in the queue for a retry. */
  readonly later: number;
}

export interface Settling {
  readonly settle: (message: Message, fate: Fate) => Promise<void>;
  readonly counts: () => ContactEventCounts;
}

/** Applies the fate of each message, and counts. `settle` rejects when the queue fails; the message is then received again. */
export function settleIn(queue: Queue, log: (line: string) => void): Settling {
  const counts = {
    signalled: 0,
    ended: 0,
    orphans: 0,
    repeated: 0,
    foreign: 0,
    ignored: 0,
    unknown: 0,
    poison: 0,
    later: 0,
  };

  const tryAgain = async (message: Message, why: string) => {
    const seconds = retryDelayMs(receivesOf(message)) / 1000;
    log(`${nameOf(message)}: ${why}. Retrying in ${seconds} s.`);
    await queue.showAgain(message, seconds);
  };

  const settle = async (message: Message, fate: Fate): Promise<void> => {
    switch (fate.is) {
      case 'done':
        await queue.delete(message);
        counts[fate.as] += 1;
        return;
      case 'later':
        counts.later += 1;
        return tryAgain(message, fate.why);
      case 'unknown-contact':
        if (receivesOf(message) < receivesUntilUnknown) return settle(message, { ...fate, is: 'later' });
        log(`${nameOf(message)}: giving up: ${fate.why}`);
        await queue.delete(message);
        counts.unknown += 1;
        return;
      case 'poison':
        counts.poison += 1;
        if (!queue.deadLetter) {
          return tryAgain(message, `not understood: ${fate.why}; there is no dead-letter queue`);
        }
        log(`${nameOf(message)}: moving to the dead-letter queue: ${fate.why}`);
        await queue.deadLetter(message, fate.why);
        return queue.delete(message);
    }
  };
  return { settle, counts: () => ({ ...counts }) };
}

export function nameOf({ MessageId = 'without an ID' }: Message): string {
  return `Message ${MessageId}`;
}

function receivesOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

/** About two minutes: a contact that is not found by then does not exist. */
const receivesUntilUnknown = 7;
