/** What is not established about the real service, as a choice. */
export interface Behaviour {
  /**
   * What a ClientToken does whose contact has ended: return that contact, or start a new one (a real ring). The API
   * reference once said "If the contact is disconnected, a new contact is started"; today's no longer does.
   * @default 'same'
   */
  readonly tokenAfterDisconnect: 'same' | 'new';
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
}
