import type { Contact } from '../domain/call/contact';
import type { EffectiveHours } from '../domain/hours/known-hours';
import type { StartOutboundVoiceContactRequest } from './start-request';

/**
 * What this product asks of Amazon Connect. Each method sends one request, once: no retries of its own, so that
 * whoever calls it knows what was sent. Rejects with a {@link ConnectError}.
 */
export interface Connect {
  startOutboundVoiceContact(
    request: StartOutboundVoiceContactRequest,
    options?: RequestOptions,
  ): Promise<{ contactId: string }>;
  describeContact(contact: ContactReference, options?: RequestOptions): Promise<Contact>;
  /** Resolves to what was found: the contact is told to stop, or had already ended. */
  stopContact(contact: ContactReference, options?: RequestOptions): Promise<'stopped' | 'already-ended'>;
  /**
   * IDs of the contacts that carry one of these attempt ids in their attributes, newest first. Amazon Connect finds them
   * where that attribute has been made searchable, and a call only once an agent is connected or it has ended
   * (Administrator Guide, "Search for contacts").
   */
  searchContacts(search: ContactSearch, options?: RequestOptions): Promise<readonly string[]>;
  /**
   * When hours of operation are open, overrides applied, on the dates `from` to `until`, both included. How many dates may be asked
   * for at once is not documented; too many are an `InvalidParameterException` or `InvalidRequestException`.
   */
  effectiveHours(asked: EffectiveHoursRequest, options?: RequestOptions): Promise<EffectiveHours>;
  /** Where requests go, for error messages. */
  describe?(): string;
  /** Close connections. */
  destroy?(): void;
}

export interface ContactReference {
  readonly instanceId: string;
  readonly contactId: string;
}

export interface ContactSearch {
  readonly instanceId: string;
  /** At most 20. */
  readonly attemptIds: readonly string[];
  /** When the contacts were initiated, ISO 8601; at most eight weeks. */
  readonly from: string;
  readonly until: string;
}

export interface EffectiveHoursRequest {
  readonly instanceId: string;
  readonly hoursOfOperationId: string;
  /** ISO dates. */
  readonly from: string;
  readonly until: string;
}

export interface RequestOptions {
  readonly abortSignal?: AbortSignal;
}
