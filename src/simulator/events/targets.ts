import { appendFile } from 'node:fs/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Where contact events go. */
export type EventTarget =
  /** Appends one JSON object per line to the file. */
  | { readonly kind: 'file'; readonly path: string }
  /** A POST of the event for each delivery. */
  | { readonly kind: 'webhook'; readonly url: string }
  /** A message whose body is the event, as from an EventBridge rule with an SQS target. */
  | {
      readonly kind: 'sqs';
      readonly queueUrl: string;
      /**
       * Endpoint of a local SQS server, used with fake credentials.
       * @default a real queue, with the credentials of the environment
       */
      readonly endpoint?: string | undefined;
    };

export interface EventSink {
  /** Rejects when the delivery fails. */
  deliver(json: string): Promise<void>;
  close(): void;
}

const webhookTimeoutMs = 5_000;

export function sinkFor(target: EventTarget, region: string): EventSink {
  switch (target.kind) {
    case 'file':
      return { deliver: (json) => appendFile(target.path, `${json}\n`), close: () => undefined };
    case 'webhook':
      return { deliver: (json) => post(target.url, json), close: () => undefined };
    case 'sqs':
      return sqsSink(target, region);
  }
}

async function post(url: string, json: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json,
    signal: AbortSignal.timeout(webhookTimeoutMs),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

function sqsSink({ queueUrl, endpoint }: Extract<EventTarget, { kind: 'sqs' }>, region: string): EventSink {
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
