import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Client } from '@temporalio/client';
import { loadConfig, type Config } from '../../config';
import { WorkflowType } from '../../contract/workflow-types';
import { clientOf } from '../../events/queue';
import { attemptsIn, readRun } from '../../history';
import { serverTimeoutMs } from '../pollers';
import { allOf, is } from '../../domain/visibility-query';
import { sentenceOf } from '../sentence-of';
import type { Connected } from '../temporal-client';
import type { Finding } from './finding';

type EventSettings = NonNullable<Config['events']>;

/** @param file of the settings. No findings where events are not configured */
export async function eventQueues(file: string | undefined): Promise<Finding[]> {
  let events: EventSettings | undefined;
  try {
    ({ events } = (await loadConfig({ file })).config);
  } catch {
    // The finding "Settings" reports it.
  }
  return events ? queueFindings(events) : [];
}

/** Whether events reach the calls. No finding where events are not configured. */
export async function arrival({ client, config, taskQueue }: Connected): Promise<Finding[]> {
  if (!config.events) return [];
  try {
    return [arrivalFinding(await endsSeen(client, taskQueue))];
  } catch (error) {
    const says = `can't be checked: ${sentenceOf(error)}`;
    const fix = 'Check temporal.dataConverter: histories are read with it.';
    return [{ what: 'Contact events', verdict: 'warning', says, fix }];
  }
}

/** Checks the queues of contact events. */
export async function queueFindings(
  { queueUrl, deadLetterQueueUrl }: EventSettings,
  sqs: SQSClient = clientOf(queueUrl),
): Promise<Finding[]> {
  const own = await attributesOf(sqs, queueUrl);
  const dead = deadLetterQueueUrl === undefined ? undefined : await attributesOf(sqs, deadLetterQueueUrl);
  return [queueFinding(own), deadLetterFinding(dead, own)];
}

/** What SQS tells about a queue, or why it does not. */
export type QueueSeen =
  | {
      readonly is: 'seen';
      /** Messages that no one has received. */
      readonly waiting: number;
      /** Messages that were received, and are not deleted yet. */
      readonly inHand: number;
      readonly hasRedrive: boolean;
    }
  | { readonly is: 'not-seen'; readonly why: string };

async function attributesOf(sqs: SQSClient, QueueUrl: string): Promise<QueueSeen> {
  try {
    const { Attributes: seen = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    return {
      is: 'seen',
      waiting: Number(seen.ApproximateNumberOfMessages ?? 0),
      inHand: Number(seen.ApproximateNumberOfMessagesNotVisible ?? 0),
      hasRedrive: seen.RedrivePolicy !== undefined,
    };
  } catch (error) {
    return { is: 'not-seen', why: sentenceOf(error) };
  }
}

const timeoutMs = 10_000;

const notSeenFix =
  'Check events.queueUrl and events.deadLetterQueueUrl, and allow sqs:GetQueueAttributes (docs/iam.md).';

/** A process that reads the queue takes a message at once. */
export function queueFinding(queue: QueueSeen): Finding {
  const what = 'Queue of contact events';
  if (queue.is === 'not-seen')
    return { what, verdict: 'warning', says: `can't be checked: ${queue.why}`, fix: notSeenFix };
  const says = `${queue.waiting} messages are waiting, ${queue.inHand} are being processed`;
  return queue.waiting > 0 && queue.inHand === 0
    ? {
        what,
        verdict: 'warning',
        says: `${says}: probably nothing reads it`,
        fix: 'Start the event bridge: npx outbound events',
      }
    : { what, verdict: 'ok', says };
}

export function deadLetterFinding(queue: QueueSeen | undefined, own: QueueSeen): Finding {
  const what = 'Dead-letter queue of contact events';
  if (queue?.is === 'not-seen')
    return { what, verdict: 'warning', says: `can't be checked: ${queue.why}`, fix: notSeenFix };
  if (queue) {
    return queue.waiting === 0
      ? { what, verdict: 'ok', says: 'empty' }
      : {
          what,
          verdict: 'warning',
          says: `${queue.waiting} messages could not be used`,
          fix: 'Their message attribute "reason" says why (docs/events.md).',
        };
  }
  if (own.is === 'seen' && own.hasRedrive)
    return { what, verdict: 'ok', says: "none in the settings; the queue's redrive policy has one" };
  return {
    what,
    verdict: 'warning',
    says: "none: a message that can't be used is redelivered until its retention in the queue ends",
    fix: 'Set events.deadLetterQueueUrl, and a redrive policy of the queue.',
  };
}

/** How ended calls learned that their contacts had ended. */
export interface EndsSeen {
  readonly calls: number;
  readonly contacts: number;
  /** Contacts whose end an event reported. */
  readonly reported: number;
}

/** Reads the newest calls that completed: whether events arrive shows only in what they received. */
export async function endsSeen(client: Client, taskQueue: string): Promise<EndsSeen> {
  const { namespace } = client.options;
  const query = allOf(
    is('WorkflowType', WorkflowType.Call),
    is('ExecutionStatus', 'Completed'),
    is('TaskQueue', taskQueue),
  );
  const { executions } = await client.withDeadline(Date.now() + serverTimeoutMs, () =>
    client.workflowService.listWorkflowExecutions({ namespace, query, pageSize: newestCalls }),
  );
  let [contacts, reported] = [0, 0];
  for (const { execution } of executions) {
    const events = await readRun(client, execution?.workflowId ?? '', execution?.runId ?? '');
    const started = events?.find((event) => event.is === 'started');
    if (!events || !started) continue;
    const call = {
      workflowId: execution?.workflowId ?? '',
      firstExecutionRunId: started.firstExecutionRunId,
    };
    contacts += attemptsIn(call, [events]).filter(({ dial }) => typeof dial === 'object').length;
    reported += events.filter((event) => event.is === 'contact-ended').length;
  }
  return { calls: executions.length, contacts, reported };
}

/** Temporal lists the newest first. */
const newestCalls = 20;

export function arrivalFinding({ calls, contacts, reported }: EndsSeen): Finding {
  const what = 'Contact events';
  const newest = `of the newest ${calls} ended calls`;
  if (contacts === 0) {
    return {
      what,
      verdict: 'warning',
      says: `not checked: ${calls === 0 ? 'no call has ended on this task queue' : `none ${newest} had a contact`}`,
      fix: 'Make a call, and run outbound doctor again after its end.',
    };
  }
  return reported === 0
    ? {
        what,
        verdict: 'warning',
        says: `none arrived: the calls polled for the ends of all ${contacts} contacts ${newest}, minutes late`,
        fix: 'Check that outbound events runs in this namespace, and that the rule sends to its queue (docs/events.md).',
      }
    : {
        what,
        verdict: 'ok',
        says: `reported the ends of ${Math.min(reported, contacts)} of ${contacts} contacts ${newest}`,
      };
}
