/**
 * The `type` of this package's `ApplicationFailure`s. Stable: match on these, never on messages. Exceptions of Amazon Connect's API
 * keep their names.
 */
export const FailureType = {
  /** The request or policy is invalid; the failure's details name every problem by path. */
  InvalidCallRequest: 'InvalidCallRequest',
  InvalidRequest: 'InvalidRequestException',
  InvalidParameter: 'InvalidParameterException',
  /** The instance, flow, queue or number does not exist. */
  ResourceNotFound: 'ResourceNotFoundException',
  /** Internal failure of Amazon Connect. The phone could have rung. */
  InternalService: 'InternalServiceException',
  /** A limit of the instance is reached. */
  LimitExceeded: 'LimitExceededException',
  DestinationNotAllowed: 'DestinationNotAllowedException',
  OutboundContactNotPermitted: 'OutboundContactNotPermittedException',
  /** This installation may not call the destination: see `guard` in temporal.config.ts. */
  DestinationGuarded: 'DestinationGuarded',
  /** The settings do not allow policies to use this instance, flow or queue: see `allowed` in temporal.config.ts. */
  PolicyNotAllowed: 'PolicyNotAllowed',
  /** More requests than the quota allows: throttling exceptions, and any answer with status 429. */
  Throttled: 'Throttled',
  /** Credentials are missing, expired, or lack the permission. */
  AccessDenied: 'AccessDenied',
  /** No answer, or an incomplete one. */
  Network: 'Network',
  /** An answer that is not Amazon Connect's: an HTML page, truncated JSON. The phone could have rung. */
  MalformedAnswer: 'MalformedAnswer',
  /** Amazon Connect refused the request for a reason that this version does not know. */
  Refused: 'Refused',
  /** Amazon Connect answered a dial with the contact of another attempt. */
  TokenCollision: 'TokenCollision',
  /** A message that makes no sense, or that the call can't follow, such as a time in the past; nothing has changed. */
  MessageRefused: 'MessageRefused',
  /** The part of the do-not-call list that a number belongs to is full. */
  OptOutListFull: 'OptOutListFull',
  /** A worker without ledger keys picked up a call that counts attempts across calls. */
  NoLedger: 'NoLedger',
  /** The instance is still on hold; polled again later. Benign. */
  OnHold: 'OnHold',
  /** Another call to the person still has an attempt under way; polled again later. Benign. */
  OtherCall: 'OtherCall',
  /** The worker can't decrypt the input of an activity, which has done nothing. */
  UnreadablePayload: 'UnreadablePayloadError',
  /** The contact has not ended yet; polled again later. Benign. */
  ContactNotEnded: 'ContactNotEnded',
  /** The call that a workflow waits for has not ended yet; polled again later. Benign. */
  CallNotEnded: 'CallNotEnded',
  /** The call that a workflow waits for was terminated, or cancelled before its first decision. */
  CallFailed: 'CallFailed',
  /** The key of `callPerson` belongs to a call with another request. */
  DifferentRequest: 'DifferentRequest',
} as const;

export type FailureType = (typeof FailureType)[keyof typeof FailureType];
