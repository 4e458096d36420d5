import type { Message } from '@aws-sdk/client-sqs';
import type { Fate } from './fate';
import type { Queue } from './queue';
import { retryDelayMs } from './retry-delay';

/**
 * Counts of the events received so far, by result; most messages contain one. An event that is received again counts again.
 */
export interface ContactEventCounts {
  /** Reported to their workflow. */
  readonly signalled: number;
  /** Their workflow was over. */
  readonly ended: number;
  /** Their workflow is not in this namespace: it was deleted, or runs in another one. */
  readonly elsewhere: number;
  /** Their call was terminated, timed out or failed while the contact lasted. */
  readonly orphans: number;
  /** About a contact that was already handled: the other terminal event, a copy, a contact record. */
  readonly repeated: number;
  /** About calls of other software, or naming a workflow that is not their call. */
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
  /** @param fates of the message's contents */
  readonly settle: (message: Message, fates: readonly Fate[]) => Promise<void>;
  readonly counts: () => ContactEventCounts;
}

/** Deletes each message, keeps it or moves it, and counts. `settle` rejects when the queue fails; the message is then received again. */
export function settleIn(queue: Queue, log: (line: string) => void): Settling {
  const counts = {
    signalled: 0,
    ended: 0,
    elsewhere: 0,
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

  const dispose = async (message: Message, { later, poison, unknown }: Reasons): Promise<void> => {
    if (later !== undefined) return tryAgain(message, later);
    if (poison !== undefined) {
      if (!queue.deadLetter) {
        return tryAgain(message, `not understood: ${poison}; there is no dead-letter queue`);
      }
      log(`${nameOf(message)}: moving to the dead-letter queue: ${poison}`);
      await queue.deadLetter(message, poison);
    } else if (unknown !== undefined) {
      log(`${nameOf(message)}: giving up: ${unknown}`);
    }
    return queue.delete(message);
  };

  const settle = async (message: Message, fates: readonly Fate[]): Promise<void> => {
    const givesUp = receivesOf(message) >= receivesUntilUnknown;
    const settled = fates.map((fate): Fate =>
      fate.is === 'unknown-contact' && !givesUp ? { ...fate, is: 'later' } : fate,
    );
    await dispose(message, reasonsIn(settled));
    for (const fate of settled) counts[countOf(fate)] += 1;
  };
  return { settle, counts: () => ({ ...counts }) };
}

/** Why a message is not simply deleted. What has to wait comes first: nothing of a message is lost when another part can't be read. */
interface Reasons {
  readonly later: string | undefined;
  readonly poison: string | undefined;
  readonly unknown: string | undefined;
}

function reasonsIn(fates: readonly Fate[]): Reasons {
  const whyOf = (is: Fate['is']) => {
    const fate = fates.find((one) => one.is === is);
    return fate && 'why' in fate ? fate.why : undefined;
  };
  return { later: whyOf('later'), poison: whyOf('poison'), unknown: whyOf('unknown-contact') };
}

function countOf(fate: Fate): keyof ContactEventCounts {
  switch (fate.is) {
    case 'done':
      return fate.as;
    case 'unknown-contact':
      return 'unknown';
    default:
      return fate.is;
  }
}

export function nameOf({ MessageId = 'without an ID' }: Message): string {
  return `Message ${MessageId}`;
}

function receivesOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

/** About two minutes: a contact that is not found by then does not exist. */
const receivesUntilUnknown = 7;
