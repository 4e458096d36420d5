import { ApplicationFailure } from '@temporalio/workflow';
import { FailureType } from '../../src/contract/failure-type';
import { isCancelled, type Call } from './call';

export function refuseWhenOver(call: Call): void {
  const { outcome } = call.run;
  if (outcome !== undefined) refuse(`The call is over: ${outcome}.`);
  if (isCancelled(call)) refuse('The call is being cancelled.');
}

/** Refuse a message. */
export function refuse(message: string): never {
  throw ApplicationFailure.nonRetryable(message, FailureType.MessageRefused);
}
