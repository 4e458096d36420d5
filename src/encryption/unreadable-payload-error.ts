import { FailureType } from '../contract/failure-type';

/**
 * A payload that this process can't decrypt. An activity whose input is one fails with this type, for which Temporal takes the name of the
 * class; it has done nothing.
 */
export class UnreadablePayloadError extends Error {
  override readonly name = FailureType.UnreadablePayload;
}
