import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';

/** What is done to a message that was received. */
export interface Queue {
  delete(message: Message): Promise<void>;
  /** Have it delivered again, but not before so many seconds. */
  showAgain(message: Message, seconds: number): Promise<void>;
  /** Put it where somebody can look at it; undefined without a dead-letter queue. */
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
              }),
            );
          },
  };
}

/**
 * A client for the server that a queue's URL names, in its Region where the URL says so: `AWS_REGION` may be another one's, and a
 * server of one's own is found without an option.
 */
export function clientOf(queueUrl: string): SQSClient {
  const { origin, hostname } = new URL(queueUrl);
  const region = /(?:^|\.)sqs(?:-fips)?\.([a-z0-9-]+)\.(?:vpce\.)?amazonaws\./.exec(hostname)?.[1];
  return new SQSClient({ endpoint: origin, ...(region ? { region } : {}) });
}
