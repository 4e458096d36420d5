import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Client } from '@temporalio/client';
import type { Connect } from '../connect';
import { maskPhoneNumber } from '../domain/mask';
import { handOverTo } from './hand-over';
import { parseMessage } from './parse-message';
import { clientOf, queueAt } from './queue';
import { receiveFrom } from './receive';
import { nameOf, settleIn, type ContactEventCounts } from './settle';

export interface ContactEventsOptions {
  /** Temporal's client, of the namespace that the calls are in. */
  readonly client: Client;
  /** Where a contact is asked for. It is not closed when the events stop. */
  readonly connect: Connect;
  /** The SQS queue that contact events or contact records arrive in: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
  readonly queueUrl: string;
  /**
   * Where messages go that will never be understood, with the reason as a message attribute. Give the one that the
   * queue's redrive policy names, too. @default they stay in the queue until its redrive policy takes them
   */
  readonly deadLetterQueueUrl?: string | undefined;
  /** @default a client for the server and Region that the queue's URL names, with the AWS SDK's own credentials */
  readonly sqs?: SQSClient | undefined;
  /**
   * How often DescribeContact may be sent, in all. Amazon Connect's default quota is 10 a second for an account and
   * Region, and the workers' polling needs some of it. Each process that reads the queue has a pace of its own.
   * @default 5
   */
  readonly describesPerSecond?: number | undefined;
  /**
   * Stop a contact that is live though its call was terminated, timed out or failed. It takes the events INITIATED and
   * CONNECTED_TO_SYSTEM, too, and a DescribeContact for each. @default false: orphans are only counted, when they have ended
   */
  readonly hangUpOrphans?: boolean | undefined;
  /** Receives a line for what went wrong and when it is tried again, without phone numbers. @default console.error */
  readonly log?: ((line: string) => void) | undefined;
}

export interface ContactEvents {
  /** Receive nothing more, and finish what is in hand. */
  stop(): Promise<void>;
  counts(): ContactEventCounts;
  /** Why the queue can't be read at present, if it can't. */
  trouble(): string | undefined;
}

/**
 * Receive Amazon Connect's contact events, and signal to each call's workflow how its contact ended: sooner than polling
 * learns of it, and for one DescribeContact a call. A message is deleted when its workflow has it, and not before.
 */
export function startContactEvents(options: ContactEventsOptions): ContactEvents {
  const { client, connect, queueUrl, deadLetterQueueUrl, describesPerSecond = 5 } = options;
  const { hangUpOrphans = false } = options;
  const sqs = options.sqs ?? clientOf(queueUrl);
  const tell = options.log ?? console.error;
  const log = (line: string) => {
    tell(withoutNumbers(line));
  };
  const handOver = handOverTo({ client, connect, describesPerSecond, hangUpOrphans, log });
  const queue = queueAt(sqs, queueUrl, deadLetterQueueUrl);
  const { settle, counts } = settleIn(queue, log);
  const receiving = receiveFrom({
    sqs,
    queueUrl,
    log,
    handle: async (message) => {
      try {
        await settle(message, await handOver(parseMessage(message.Body ?? '')));
      } catch (error) {
        // It is received again; that its workflow has it is remembered.
        log(`${nameOf(message)}: ${String(error)}`);
      }
    },
    handBack: (message) => queue.showAgain(message, 0).catch(() => undefined),
  });
  return {
    counts,
    trouble: () => receiving.trouble(),
    stop: async () => {
      await receiving.stop();
      if (!options.sqs) sqs.destroy();
    },
  };
}

/** Errors of others are logged here: whatever they repeat, no number is told. */
function withoutNumbers(line: string): string {
  return line.replace(/\+[1-9]\d{5,14}/g, maskPhoneNumber);
}
