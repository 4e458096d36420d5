import { eventually, request, type CallTest } from '../support/calls';
import { resetToBeginning } from '../support/reset';

/** A call whose runs both ask to dial during a hold, which is released at the end. */
export async function resetOnHold(
  { calls, client }: CallTest,
  workflowId: string,
  between: (firstRunId: string) => Promise<void>,
): Promise<void> {
  const input = request('+12065550100', { resend: 'never' });
  const { instanceId } = input.policy;
  const held = async () =>
    (await calls.getHandle(workflowId).explain()).reasons.some((reason) => reason.includes('on hold')) ||
    undefined;
  await calls.holds.place({ instanceId });
  try {
    await calls.start(input, { workflowId });
    await eventually(held);
    const { runId } = await client.workflow.getHandle(workflowId).describe();
    await resetToBeginning(client, workflowId);
    await between(runId);
    await eventually(held);
  } finally {
    await calls.holds.release({ instanceId });
  }
}
