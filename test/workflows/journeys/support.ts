import { randomUUID } from 'node:crypto';
import type { Duration } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import { bundled } from '../../support/workflow-bundle';
import { eventually, request, withCalls, type CallTest, type CallTestOptions } from '../../support/calls';
import type { Journey, parentOfCall } from './parents/parent-of-call';

export const person = '+12065550146';

/** The package's workflows, and parents of calls. */
export const parentsBundle = bundled('parents', { workflowsPath: require.resolve('./parents') });

/** What a test of parents has at hand. The person's phone rings until {@link answer}, unless they answer at once. */
export interface ParentTest extends CallTest {
  /** Let all phones be answered, and their talks end. */
  readonly answer: () => void;
}

export async function withParents(
  { answersAtOnce = false, ...options }: CallTestOptions & { readonly answersAtOnce?: boolean },
  test: (parts: ParentTest) => Promise<void>,
): Promise<void> {
  let now = Date.now();
  const answer = () => {
    now += 120_000;
  };
  const simulator = { ...(answersAtOnce ? {} : { clock: () => now }), ...options.simulator };
  const worker = { workflowBundle: await parentsBundle(), ...options.worker };
  await withCalls({ ...options, simulator, worker }, async (parts) => {
    parts.simulator.script(person, { dispositions: ['answered'], ringSeconds: 4, talkSeconds: 2 });
    await test({ ...parts, answer });
  });
}

export type Parent = WorkflowHandle<typeof parentOfCall>;

export function startParent(
  { client, taskQueue }: CallTest,
  journey: Partial<Journey> = {},
  options: { readonly workflowRunTimeout?: Duration; readonly maximumAttempts?: number } = {},
): Promise<Parent> {
  const { workflowRunTimeout, maximumAttempts = 3 } = options;
  return client.workflow.start<typeof parentOfCall>('parentOfCall', {
    ...{ workflowId: `errand-${randomUUID()}`, taskQueue },
    ...(workflowRunTimeout === undefined ? {} : { workflowRunTimeout }),
    retry: { maximumAttempts, initialInterval: '100ms', backoffCoefficient: 1 },
    args: [{ way: 'callPerson', request: request(person), ...journey }],
  });
}

/** Wait until this many contacts are under way. */
export async function ringing({ simulator }: CallTest, phones = 1): Promise<void> {
  await eventually(async () => ((await live({ simulator })).length >= phones ? true : undefined));
}

/** The phones that are not silent. */
export async function live({ simulator }: Pick<CallTest, 'simulator'>): Promise<string[]> {
  const contacts = await simulator.contacts();
  return contacts.filter(({ past }) => past.ended === undefined).map(({ contactId }) => contactId);
}

/** The workflow ID of a parent's call, as its query or history would tell: tests derive it. */
export async function callIdOfParent(
  { client }: CallTest,
  parent: { readonly workflowId: string },
  key = 'once',
): Promise<string> {
  const { raw } = await client.workflow.getHandle(parent.workflowId).describe();
  const first = raw.workflowExecutionInfo?.firstRunId;
  return `${parent.workflowId}:${first ?? ''}:${key}`;
}
