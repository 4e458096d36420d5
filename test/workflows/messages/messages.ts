import assert from 'node:assert/strict';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { optOutUpdate } from '../../../src/contract/call-messages';
import { ownTeam, quickPolicy, type CallTest } from '../../support/calls';

export type Tell = (parts: CallTest, workflowId: string) => Promise<unknown>;

/** All that a call can be told, accepted and refused. */
export const messages = {
  pause: ({ calls }, id) => calls.getHandle(id).pause(),
  resume: ({ calls }, id) => calls.getHandle(id).resume(),
  reschedule: ({ calls }, id) => calls.getHandle(id).reschedule({ notBefore: new Date(Date.now() + 60_000) }),
  policy: ({ calls }, id) => calls.getHandle(id).changePolicy(afterwards('1 second')),
  'another policy': ({ calls }, id) => calls.getHandle(id).changePolicy(afterwards('2 seconds')),
  'opt-out': ({ client }, id) => client.workflow.getHandle(id).executeUpdate(optOutUpdate, { args: [{}] }),
  conclude: ({ calls }, id) => calls.getHandle(id).conclude({ result: 'void', hangUp: true }),
  cancel: ({ calls }, id) => calls.getHandle(id).cancel(),
  'refused reschedule': ({ calls }, id) =>
    refused(calls.getHandle(id).reschedule({ notBefore: new Date(0) }), /notBefore is in the past/),
  'refused policy': ({ calls }, id) =>
    refused(
      calls.getHandle(id).changePolicy('nonsense' as unknown as PolicyInput),
      /policy must be an object/,
    ),
} satisfies Record<string, Tell>;

export type Message = keyof typeof messages;
export const allMessages = Object.keys(messages) as Message[];

export const afterwards = (retryAfter: '1 second' | '2 seconds' | '1 hour') =>
  quickPolicy({ steps: [{ queueId: ownTeam, attempts: 2, retryAfter }], limits: { perDay: 3 } });

/** @throws whatever else it fails with, too */
async function refused(update: Promise<unknown>, why: RegExp): Promise<void> {
  try {
    await update;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && why.test(String(error.cause))) return;
    throw error;
  }
  assert.fail('it was accepted');
}

/** A message that comes when the call is over, or is being cancelled, says so; nothing else may go wrong. */
export function unlessOver(error: unknown): void {
  if (error instanceof WorkflowNotFoundError) return;
  assert.ok(
    error instanceof WorkflowUpdateFailedError,
    `${String(error)}: ${String((error as Error).cause)}`,
  );
  assert.match(String(error.cause), /being cancelled|The call is over/);
}
