import { setTimeout as delay } from 'node:timers/promises';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import { retryDelayMs } from './retry-delay';

export interface Receiving {
  /** Receive nothing more; resolves when what is in hand is finished. */
  stop(): Promise<void>;
  /** Why the queue could not be read when it was last tried. */
  trouble(): string | undefined;
}

export interface ReceiveOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** Called for up to ten messages at a time: no more are received before the last of them is finished. Must not reject. */
  readonly handle: (message: Message) => Promise<void>;
  /** Called with what arrives too late to be handled. Must not reject. */
  readonly handBack: (message: Message) => Promise<void>;
  readonly log: (line: string) => void;
}

/** Receive messages until stopped. A queue that can't be read is tried again, ever more slowly. */
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
    // Every failure has its pause below.
    authenticationErrorTimeout: 0,
    preReceiveMessageCallback: async () => {
      if (failures > 0) await delay(retryDelayMs(failures), undefined, stopping);
    },
    handleMessage: async (message) => {
      const handling = stopping.signal.aborted ? handBack(message) : handle(message);
      inHand.add(handling);
      await handling;
      inHand.delete(handling);
      // Nothing for the consumer to delete: a stop would abort that, too.
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

/** Seconds. What a process that died held in its hands is received anew after it; a live one holds on for as long as it needs. */
const visibilityTimeout = 30;
