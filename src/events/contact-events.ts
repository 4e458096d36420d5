import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Client } from '@temporalio/client';
import type { Connect } from '../connect';
import { maskPhoneNumbersIn } from '../domain/mask';
import { handOverTo } from './hand-over';
import { parseMessage } from './parse-message';
import { clientOf, queueAt } from './queue';
import { receiveFrom } from './receive';
import { nameOf, settleIn, type ContactEventCounts } from './settle';

export interface ContactEventsOptions {
  /** Temporal's client for the calls' namespace. */
  readonly client: Client;
  /** Used to describe contacts. It is not closed when the events stop. */
  readonly connect: Connect;
  /** The SQS queue that receives contact events or contact records: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
  readonly queueUrl: string;
  /**
   * The queue for messages that can never be understood; the reason is a message attribute. Use the same one as the queue's redrive
   * policy. @default they stay in the queue until its redrive policy moves them
   */
  readonly deadLetterQueueUrl?: string | undefined;
  /** @default a client for the server and Region of the queue's URL, with the AWS SDK's own credentials */
  readonly sqs?: SQSClient | undefined;
  /**
   * DescribeContact requests a second of this process. Amazon Connect's default quota is 10 a second per account and Region, and the
   * workers' polling needs part of it. Every process that reads the queue has its own pace. @default 5
   */
  readonly describesPerSecond?: number | undefined;
  /**
   * Stop a live contact whose call was terminated, timed out or failed. Needs the events INITIATED and CONNECTED_TO_SYSTEM too, and
   * one DescribeContact for each. @default false: orphans are only counted, after they have ended
   */
  readonly hangUpOrphans?: boolean | undefined;
  /**
   * Believe a contact record without asking Amazon Connect, which saves its DescribeContact. Only where nobody but Amazon Connect's stream
   * can send to the queue: a forged record ends a call. @default false
   */
  readonly trustContactRecords?: boolean | undefined;
  /** Receives a line for each problem and its retry, without phone numbers. @default console.error */
  readonly log?: ((line: string) => void) | undefined;
}

export interface ContactEvents {
  /** Receive nothing more; resolves when the messages in hand are finished. */
  stop(): Promise<void>;
  counts(): ContactEventCounts;
  /** Why the queue can't be read now; undefined when it can. */
  trouble(): string | undefined;
}

/**
 * Receive Amazon Connect's contact events, and signal to each call's workflow how its contact ended. This is faster than polling and
 * costs one DescribeContact per call. A message is deleted only after its workflow has received it.
 */
export function startContactEvents(options: ContactEventsOptions): ContactEvents {
  const { client, connect, queueUrl, deadLetterQueueUrl, describesPerSecond = 5 } = options;
  const { hangUpOrphans = false, trustContactRecords = false } = options;
  const sqs = options.sqs ?? clientOf(queueUrl);
  const write = options.log ?? console.error;
  const log = (line: string) => {
    write(maskPhoneNumbersIn(line));
  };
  const handOver = handOverTo({
    client,
    connect,
    describesPerSecond,
    hangUpOrphans,
    trustContactRecords,
    log,
  });
  const queue = queueAt(sqs, queueUrl, deadLetterQueueUrl);
  const { settle, counts } = settleIn(queue, log);
  const receiving = receiveFrom({
    sqs,
    queueUrl,
    log,
    handle: async (message) => {
      try {
        await settle(message, await Promise.all(parseMessage(message.Body ?? '').map(handOver)));
      } catch (error) {
        // The message is received again. Meanwhile it is remembered that the workflow has it.
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
