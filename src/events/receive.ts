import { setTimeout as delay } from 'node:timers/promises';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import { retryDelayMs } from './retry-delay';

export interface Receiving {
  /** Receive nothing more; resolves when the messages in hand are finished. */
  stop(): Promise<void>;
  /** Why the last read of the queue failed; undefined if it succeeded. */
  trouble(): string | undefined;
}

export interface ReceiveOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** Called for up to ten messages at a time. No more are received before all of them are finished. Must not reject. */
  readonly handle: (message: Message) => Promise<void>;
  /** Called with messages that arrive after the stop. Must not reject. */
  readonly handBack: (message: Message) => Promise<void>;
  readonly log: (line: string) => void;
}

/** Receive messages until stopped. If the queue can't be read, retry with growing pauses. */
export function receiveFrom({ sqs, queueUrl, handle, handBack, log }: ReceiveOptions): Receiving {
  const inHand = new Set<Promise<void>>();
  const stopping = new AbortController();
  let failures = 0;
  let trouble: string | undefined;

  const consumer = Consumer.create({
    queueUrl,
    sqs,
    batchSize: 10,
    waitTimeSeconds: 20,
    messageSystemAttributeNames: ['ApproximateReceiveCount'],
    visibilityTimeout,
    heartbeatInterval: visibilityTimeout / 3,
    // preReceiveMessageCallback pauses after failures.
    authenticationErrorTimeout: 0,
    preReceiveMessageCallback: async () => {
      if (failures > 0) await delay(retryDelayMs(failures), undefined, stopping);
    },
    handleMessage: async (message) => {
      const handling = stopping.signal.aborted ? handBack(message) : handle(message);
      inHand.add(handling);
      await handling;
      inHand.delete(handling);
      // The consumer must not delete the message itself: a stop would abort the deletion.
      return undefined;
    },
  });
  consumer.on('error', (error, message) => {
    if (stopping.signal.aborted) return;
    if (message === undefined) {
      failures += 1;
      trouble = error.message;
    }
    log(`Queue ${queueUrl}: ${error.message}`);
  });
  for (const answered of ['empty', 'response_processed'] as const) {
    consumer.on(answered, () => {
      failures = 0;
      trouble = undefined;
    });
  }
  consumer.start();

  return {
    trouble: () => trouble,
    stop: async () => {
      stopping.abort();
      consumer.stop({ abort: true });
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}

/** Seconds. Messages of a process that died are received again after it; a live process extends it as long as needed. */
const visibilityTimeout = 30;
