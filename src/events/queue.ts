import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';

/** Operations on a received message. */
export interface Queue {
  delete(message: Message): Promise<void>;
  /** Have it delivered again after `seconds`. */
  showAgain(message: Message, seconds: number): Promise<void>;
  /** Send a copy to the dead-letter queue; undefined without one. */
  readonly deadLetter: ((message: Message, reason: string) => Promise<void>) | undefined;
}

export function queueAt(sqs: SQSClient, queueUrl: string, deadLetterQueueUrl: string | undefined): Queue {
  const received = ({ ReceiptHandle }: Message) => ({ QueueUrl: queueUrl, ReceiptHandle });
  return {
    delete: async (message) => {
      await sqs.send(new DeleteMessageCommand(received(message)));
    },
    showAgain: async (message, seconds) => {
      await sqs.send(
        new ChangeMessageVisibilityCommand({ ...received(message), VisibilityTimeout: seconds }),
      );
    },
    deadLetter:
      deadLetterQueueUrl === undefined
        ? undefined
        : async (message, reason) => {
            await sqs.send(
              new SendMessageCommand({
                QueueUrl: deadLetterQueueUrl,
                MessageBody: message.Body,
                MessageAttributes: { reason: { DataType: 'String', StringValue: reason } },
                // The dead-letter queue of a FIFO queue is one, too.
                ...(deadLetterQueueUrl.endsWith('.fifo')
                  ? { MessageGroupId: 'unreadable', MessageDeduplicationId: message.MessageId }
                  : {}),
              }),
            );
          },
  };
}

/**
 * A client for the server and Region of a queue's URL. `AWS_REGION` may differ, and an SQS-compatible server needs no further
 * option.
 */
export function clientOf(queueUrl: string): SQSClient {
  const { origin, hostname } = new URL(queueUrl);
  const region = /(?:^|\.)sqs(?:-fips)?\.([a-z0-9-]+)\.(?:vpce\.)?amazonaws\./.exec(hostname)?.[1];
  return new SQSClient({ endpoint: origin, ...(region ? { region } : {}) });
}
