import { proxyActivities } from '@temporalio/workflow';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { callPerson } from '../../../workflows';
import type { OwnActivities } from './own-activities';

export * from '../../../workflows';

const { note } = proxyActivities<OwnActivities>({ startToCloseTimeout: '1 minute' });

/** A workflow of a user, with an activity of their own after the call. */
export async function remind(request: OutboundCallInput, key: string): Promise<string> {
  const { outcome } = await callPerson(key, request);
  return note(outcome);
}
