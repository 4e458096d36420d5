/**
 * The `type` of every `ApplicationFailure` of this product. Stable: match on these, never on messages.
 * Exceptions that Amazon Connect's API models keep their names.
 */
export const FailureType = {
  /** The request or policy does not make sense; the failure's details name every problem by path. */
  InvalidCallRequest: 'InvalidCallRequest',
  InvalidRequest: 'InvalidRequestException',
  InvalidParameter: 'InvalidParameterException',
  /** The instance, flow, queue or number does not exist. */
  ResourceNotFound: 'ResourceNotFoundException',
  /** Amazon Connect failed inside. The phone could have rung. */
  InternalService: 'InternalServiceException',
  /** A limit of the instance is used up. */
  LimitExceeded: 'LimitExceededException',
  DestinationNotAllowed: 'DestinationNotAllowedException',
  OutboundContactNotPermitted: 'OutboundContactNotPermittedException',
  /** This installation may not call the destination: see `guard` in temporal.config.ts. */
  DestinationGuarded: 'DestinationGuarded',
  /** More requests than the quota allows: any other answer with status 429. */
  Throttled: 'Throttled',
  /** Credentials are missing, expired or not allowed to do this. */
  AccessDenied: 'AccessDenied',
  /** No answer, or none that arrived whole. */
  Network: 'Network',
  /** An answer that is not Amazon Connect's: an HTML page, truncated JSON. The phone could have rung. */
  MalformedAnswer: 'MalformedAnswer',
  /** Amazon Connect refused the request for a reason that this version does not know. */
  Refused: 'Refused',
  /** Amazon Connect answered a dial with the contact of another attempt. */
  TokenCollision: 'TokenCollision',
  /** A call that counts contacts across calls was taken up by a worker that has no keys for it. */
  NoLedger: 'NoLedger',
  /** The instance is still on hold: asked again later. Benign. */
  OnHold: 'OnHold',
  /** Another call to the person still has an attempt under way: asked again later. Benign. */
  OtherCall: 'OtherCall',
  /** The contact has not ended yet: asked again later. Benign. */
  ContactNotEnded: 'ContactNotEnded',
} as const;

export type FailureType = (typeof FailureType)[keyof typeof FailureType];
