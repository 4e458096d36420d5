import { appendFile } from 'node:fs/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Where contact events go. */
export type EventTarget =
  /** One JSON object a line, added to the file's end. */
  | { readonly kind: 'file'; readonly path: string }
  /** A POST of the event for each delivery. */
  | { readonly kind: 'webhook'; readonly url: string }
  /** A message whose body is the event, as from an EventBridge rule with an SQS target. */
  | {
      readonly kind: 'sqs';
      readonly queueUrl: string;
      /**
       * The endpoint of a local SQS. Credentials are then made up; without it the environment's are used, and the queue
       * is a real one.
       */
      readonly endpoint?: string | undefined;
    };

export interface Courier {
  /** Rejects when the delivery fails. */
  deliver(json: string): Promise<void>;
  close(): void;
}

const webhookTimeoutMilliseconds = 5_000;

export function courierTo(target: EventTarget, region: string): Courier {
  switch (target.kind) {
    case 'file':
      return { deliver: (json) => appendFile(target.path, `${json}\n`), close: () => undefined };
    case 'webhook':
      return { deliver: (json) => post(target.url, json), close: () => undefined };
    case 'sqs':
      return sqsCourier(target, region);
  }
}

async function post(url: string, json: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json,
    signal: AbortSignal.timeout(webhookTimeoutMilliseconds),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

function sqsCourier({ queueUrl, endpoint }: Extract<EventTarget, { kind: 'sqs' }>, region: string): Courier {
  const client = new SQSClient(
    endpoint === undefined
      ? { region }
      : { region, endpoint, credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' } },
  );
  return {
    deliver: async (json) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: json }));
    },
    close: () => {
      client.destroy();
    },
  };
}
