/** What is not established about the real service, as a choice. */
export interface Behaviour {
  /**
   * What a ClientToken does whose contact has ended: return that contact, or start a new one (a real ring). The API
   * reference once said "If the contact is disconnected, a new contact is started"; today's no longer does.
   * @default 'same'
   */
  readonly tokenAfterDisconnect: 'same' | 'new';
  /**
   * What a known ClientToken does whose request differs from the first one: return the first one's contact, or be
   * refused with `InvalidRequestException`.
   * @default 'same'
   */
  readonly tokenWithOtherBody: 'same' | 'invalid-request';
  /**
   * How StopContact answers for a contact that has already ended: with success and no change, or with
   * `ContactNotFoundException` (410).
   * @default 'ok'
   */
  readonly stopAfterEnd: 'ok' | 'contact-not-found';
  /**
   * Whether `RingTimeoutInSeconds` works for every call, as the API reference reads, or for `CAMPAIGN` traffic only, as
   * has been reported of the live service (others then ring for 60 seconds).
   * @default 'every-call'
   */
  readonly ringTimeout: 'every-call' | 'campaign-only';
  /**
   * What becomes of a call beyond the instance's concurrent ones: it is taken and ends at once, unheard (the quota's
   * page speaks of a fast busy tone), or it is refused with `LimitExceededException`.
   * @default 'fast-busy'
   */
  readonly overLimit: 'fast-busy' | 'limit-exceeded';
  /**
   * Whether a request may name a disabled queue: the call is made but cannot enter the queue, and the flow ends it, or
   * the request is refused with `InvalidRequestException`.
   * @default 'not-queued'
   */
  readonly disabledQueue: 'not-queued' | 'invalid-request';
  /**
   * The exception for a flow that cannot be dialed with: never published, archived or of another type.
   * @default 'invalid-request'
   */
  readonly unusableFlow: 'invalid-request' | 'not-found';
  /**
   * Whether SearchContacts lists contacts that have not ended. It has been reported that it does not.
   * @default 'ended-only'
   */
  readonly searchContacts: 'ended-only' | 'all';
  /**
   * What SearchContacts does by contact attributes: as if every one had been made searchable, or none, and then it finds
   * nothing, or refuses with `InvalidRequestException`.
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
