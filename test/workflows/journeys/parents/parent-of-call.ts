import {
  ApplicationFailure,
  continueAsNew,
  executeChild,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { OutboundCallInput } from '../../../../src/domain/call/call';
import { callPerson, outboundCall, type CallPersonOptions, type CallResult } from '../../../../workflows';
import { interruptSignal } from './messages';

/** How a workflow makes a call. The last two are what anyone writes who knows Temporal. */
export type Way = 'callPerson' | 'executeChild with an ID' | 'executeChild without an ID';

export interface Journey {
  readonly way: Way;
  readonly request: OutboundCallInput;
  /** @default "once" */
  readonly key?: string;
  readonly options?: CallPersonOptions;
  /** What the parent does when its call has ended. @default it returns the result */
  readonly afterwards?: 'fail-twice' | 'continue-as-new' | 'call-again' | 'call-another' | undefined;
}

export async function parentOfCall(journey: Journey): Promise<CallResult> {
  const interrupted = new Promise<'fail' | 'continue-as-new'>((resolve) => {
    setHandler(interruptSignal, resolve);
  });
  const { afterwards } = journey;
  const calling = call(journey);
  // With the same key.
  if (afterwards === 'call-again') return calling.catch(() => undefined).then(() => call(journey));
  const result = await Promise.race([calling, interrupted]);
  if (result === 'fail') throw ApplicationFailure.retryable('failed while its call was under way');
  if (result === 'continue-as-new') return continueAsNew<typeof parentOfCall>(journey);
  const { attempt, continuedFromExecutionRunId } = workflowInfo();
  if (afterwards === 'call-another')
    return call({ ...journey, request: { ...journey.request, subject: 'another' } });
  if (afterwards === 'fail-twice' && attempt <= 2)
    throw ApplicationFailure.retryable('failed after its call');
  if (afterwards === 'continue-as-new' && continuedFromExecutionRunId === undefined)
    return continueAsNew<typeof parentOfCall>(journey);
  return result;
}

async function call({ way, request, key = 'once', options }: Journey): Promise<CallResult> {
  switch (way) {
    case 'callPerson':
      return callPerson(key, request, options);
    case 'executeChild with an ID':
      return executeChild(outboundCall, {
        workflowId: `${workflowInfo().workflowId}-${key}`,
        args: [request],
      });
    case 'executeChild without an ID':
      return executeChild(outboundCall, { args: [request] });
  }
}
