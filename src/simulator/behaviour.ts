/** Options for behaviour of the real service that is not documented or not consistent. */
export interface Behaviour {
  /**
   * The answer to a ClientToken whose contact has ended: that contact, or a new one (a real ring). The API
   * reference once said "If the contact is disconnected, a new contact is started"; today's no longer does.
   * @default 'same'
   */
  readonly tokenAfterDisconnect: 'same' | 'new';
  /**
   * The answer to a known ClientToken with a different request: the first request's contact, or
   * `InvalidRequestException`.
   * @default 'same'
   */
  readonly tokenWithOtherBody: 'same' | 'invalid-request';
  /**
   * The answer to StopContact for an ended contact: success without a change, or `ContactNotFoundException` (410).
   * @default 'ok'
   */
  readonly stopAfterEnd: 'ok' | 'contact-not-found';
  /**
   * Whether `RingTimeoutInSeconds` works for every call, as the API reference says, or only for `CAMPAIGN` traffic, as
   * reported of the live service. Other calls then ring for 60 seconds, or are refused with `InvalidRequestException`.
   * @default 'every-call'
   */
  readonly ringTimeout: 'every-call' | 'campaign-only' | 'invalid-request';
  /**
   * The answer to a call above the instance's limit of concurrent calls: accepted, but ended at once without a ring
   * (the quotas page mentions a fast busy tone), or `LimitExceededException`.
   * @default 'fast-busy'
   */
  readonly overLimit: 'fast-busy' | 'limit-exceeded';
  /**
   * The answer to a request with a disabled queue: the call is made but can't enter the queue, so the flow ends it, or
   * `InvalidRequestException`.
   * @default 'not-queued'
   */
  readonly disabledQueue: 'not-queued' | 'invalid-request';
  /**
   * The exception for an unusable flow: never published, archived or of another type.
   * @default 'invalid-request'
   */
  readonly unusableFlow: 'invalid-request' | 'not-found';
  /**
   * Whether SearchContacts lists contacts that have not ended. The live service reportedly does not.
   * @default 'ended-only'
   */
  readonly searchContacts: 'ended-only' | 'all';
  /**
   * Whether SearchContacts can search by contact attributes: by all; by none, so that it finds nothing; or it refuses with
   * `InvalidRequestException`.
   * @default 'all'
   */
  readonly searchableAttributes: 'all' | 'none' | 'invalid-request';
}

export const defaultBehaviour: Behaviour = {
  tokenAfterDisconnect: 'same',
  tokenWithOtherBody: 'same',
  stopAfterEnd: 'ok',
  ringTimeout: 'every-call',
  overLimit: 'fast-busy',
  disabledQueue: 'not-queued',
  unusableFlow: 'invalid-request',
  searchContacts: 'ended-only',
  searchableAttributes: 'all',
};
