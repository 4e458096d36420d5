/** US dollars per action: $50 per million, for the first five million (Temporal Cloud's pricing, read on 2026-11-21). */
export const temporalAction = 50 / 1_000_000;

/** US dollars per transition of a standard workflow in us-east-1 (https://aws.amazon.com/step-functions/pricing/, read on 2026-11-21). */
export const stepFunctionsTransition = 0.025 / 1_000;

/**
 * State transitions of the same flow, drawn with AWS Step Functions: Decide (a task), What next (a choice), if it is not
 * yet time Wait and then Decide and What next again, Dial (a task that waits for its token, which an event returns), Decide,
 * What next, Done. "A state transition each time a step of your workflow is executed", retries included.
 */
export function transitionsOf(flow: { readonly attempts: number; readonly waits: number }): number {
  const decisions = flow.attempts + flow.waits + 1;
  const done = 1;
  return decisions * 2 + flow.waits + flow.attempts + done;
}
