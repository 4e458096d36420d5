import { randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';
import { startContactEvents, type ContactEvents, type ContactEventsOptions } from '../../src/events';
import { WorkflowType } from '../../src/contract/workflow-types';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import { simulatedInstance, startSimulator, type EventOptions, type Simulator } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { eventually } from '../support/calls';
import { localServer, sqsServer } from '../support/shared-servers';

/** Contact events from a simulated call to a workflow that only listens. */
export interface Bridge {
  readonly simulator: Simulator;
  readonly client: Client;
  readonly temporalAddress: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** What the bridge has logged. */
  readonly logged: string[];
  start(options?: Partial<ContactEventsOptions>): ContactEvents;
  /** Call a number in the name of a workflow, or of nobody; resolves to the contact's ID, once it has ended. */
  call(e164: string, workflowId?: string, attemptId?: string): Promise<string>;
  /** Start a call that only takes signals. */
  workflow(): Promise<string>;
  /** The ID of the first attempt of such a call. */
  attemptOf(workflowId: string): string;
  /** The contacts that the workflow was told of, oldest first. */
  told(workflowId: string): Promise<readonly ReportedContact[]>;
  send(body: unknown): Promise<void>;
  /** Resolves when every event has been sent, and no message is waiting or in anybody's hands. */
  drained(): Promise<void>;
  /** The messages that are visible in a queue. */
  messagesIn(queueUrl: string): Promise<readonly { body: string; reason: string | undefined }[]>;
  describes(): number;
}

type ReportedContact = z.output<typeof toldContact>;
const toldContact = z.looseObject({ contactId: z.string(), endedAt: z.string() });

export interface BridgeOptions {
  /** How badly events arrive. @default in order and once; 'none' for a test that sends its messages itself */
  readonly events?: Partial<EventOptions> | 'none';
}

export async function withBridge(
  options: BridgeOptions,
  test: (bridge: Bridge) => Promise<void>,
): Promise<void> {
  const [{ client, address: temporalAddress }, sqs] = await Promise.all([localServer(), sqsServer()]);
  const [queueUrl, deadLetterQueueUrl] = await Promise.all([sqs.createQueue(), sqs.createQueue()]);
  const simulator = await startSimulator({
    speed: 20,
    ...(options.events === 'none'
      ? {}
      : {
          events: {
            target: { kind: 'sqs', queueUrl, endpoint: sqs.url },
            pollIntervalMs: 20,
            ...options.events,
          },
        }),
  });
  const connect = simulatedConnect(simulator);
  const running: ContactEvents[] = [];
  const workflows: string[] = [];
  const attempts = new Map<string, string>();
  const logged: string[] = [];

  const bridge: Bridge = {
    simulator,
    client,
    temporalAddress,
    queueUrl,
    deadLetterQueueUrl,
    logged,
    start: (more) => {
      const events = startContactEvents({
        client,
        connect,
        queueUrl,
        deadLetterQueueUrl,
        sqs: sqs.client,
        log: (line) => logged.push(line),
        ...more,
      });
      running.push(events);
      return events;
    },
    call: async (destinationPhoneNumber, workflowId, attemptId = bridge.attemptOf(workflowId ?? '')) => {
      const { contactId } = await connect.startOutboundVoiceContact({
        instanceId: simulatedInstance.instanceId,
        contactFlowId: simulatedInstance.contactFlowId,
        queueId: simulatedInstance.queues[0].queueId,
        destinationPhoneNumber,
        clientToken: randomUUID(),
        attributes: workflowId
          ? { [ReservedAttribute.WorkflowId]: workflowId, [ReservedAttribute.AttemptId]: attemptId }
          : {},
      });
      await eventually(async () => {
        const contacts = await simulator.contacts();
        return contacts.find((contact) => contact.contactId === contactId)?.past.ended;
      });
      return contactId;
    },
    workflow: async () => {
      const workflowId = `listener-${randomUUID()}`;
      // No worker takes it up: a signal is taken by the server, and stays in the history.
      const { firstExecutionRunId } = await client.workflow.start(WorkflowType.Call, {
        ...{ workflowId, taskQueue: workflowId, args: [] },
      });
      workflows.push(workflowId);
      attempts.set(workflowId, `${firstExecutionRunId}.1`);
      return workflowId;
    },
    attemptOf: (workflowId) => attempts.get(workflowId) ?? `${workflowId}.1`,
    told: async (workflowId) => {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
        (signal?.input?.payloads ?? []).map((payload) =>
          toldContact.parse(defaultPayloadConverter.fromPayload(payload)),
        ),
      );
    },
    send: async (body) => {
      const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
      await sqs.client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    },
    drained: async () => {
      await eventually(async () => {
        await simulator.deliverEvents();
        return (simulator.events()?.waiting ?? 0) === 0 || undefined;
      });
      await eventually(async () => {
        const { Attributes: counts = {} } = await sqs.client.send(
          new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
        );
        const left = [
          counts.ApproximateNumberOfMessages,
          counts.ApproximateNumberOfMessagesNotVisible,
          counts.ApproximateNumberOfMessagesDelayed,
        ];
        return left.every((count) => count === '0') || undefined;
      });
    },
    messagesIn: async (QueueUrl) => {
      const { Messages = [] } = await sqs.client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          VisibilityTimeout: 0,
        }),
      );
      return Messages.map(({ Body = '', MessageAttributes }) => ({
        body: Body,
        reason: MessageAttributes?.['reason']?.StringValue,
      }));
    },
    describes: () => simulator.requests().DescribeContact?.accepted ?? 0,
  };

  try {
    await test(bridge);
  } finally {
    await Promise.all(running.map((events) => events.stop()));
    for (const workflowId of workflows)
      await client.workflow
        .getHandle(workflowId)
        .terminate()
        .catch(() => undefined);
    await simulator.close();
    connect.destroy?.();
  }
}
