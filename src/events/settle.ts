import type { Message } from '@aws-sdk/client-sqs';
import type { Fate } from './fate';
import type { Queue } from './queue';
import { retryDelayMs } from './retry-delay';

/** What became of the messages received so far. One that is received again counts again. */
export interface ContactEventCounts {
  /** Their workflow was told how the call ended. */
  readonly signalled: number;
  /** Their workflow was over. */
  readonly ended: number;
  /** Their call was cut off (terminated, timed out or failed) while the contact lasted. */
  readonly orphans: number;
  /** About a contact that was dealt with already: the other terminal event, a copy, a contact record. */
  readonly repeated: number;
  /** About calls that this product did not make. */
  readonly foreign: number;
  /** Events of other types, channels and initiation methods. */
  readonly ignored: number;
  /** About contacts that Amazon Connect does not know, however often it was asked. */
  readonly unknown: number;
  /** Not understood. */
  readonly poison: number;
  /** Left in the queue, to be tried again. */
  readonly later: number;
}

export interface Settling {
  readonly settle: (message: Message, fate: Fate) => Promise<void>;
  readonly counts: () => ContactEventCounts;
}

/** Does to each message what its fate is, and counts. `settle` rejects when the queue does not do it; the message comes again then. */
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
    log(`${nameOf(message)}: ${why}. Tried again in ${seconds} s.`);
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
        log(`${nameOf(message)}: given up: ${fate.why}`);
        await queue.delete(message);
        counts.unknown += 1;
        return;
      case 'poison':
        counts.poison += 1;
        if (!queue.deadLetter) {
          return tryAgain(message, `not understood: ${fate.why}; there is no dead-letter queue`);
        }
        log(`${nameOf(message)}: to the dead-letter queue: ${fate.why}`);
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

/** A contact that is not found in two minutes does not exist. */
const receivesUntilUnknown = 7;
