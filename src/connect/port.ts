import type { Contact } from '../domain/call/contact';
import type { EffectiveHours } from '../domain/hours/known-hours';
import type { StartOutboundVoiceContactRequest } from './start-request';

/**
 * The requests of this package to Amazon Connect. Each method sends one request, once, without retries, so that its caller knows
 * what was sent. Rejects with a {@link ConnectError}.
 */
export interface Connect {
  startOutboundVoiceContact(
    request: StartOutboundVoiceContactRequest,
    options?: RequestOptions,
  ): Promise<{ contactId: string }>;
  describeContact(contact: ContactReference, options?: RequestOptions): Promise<Contact>;
  /** Resolves to `stopped` when Amazon Connect accepted the request, to `already-ended` when the contact had ended before. */
  stopContact(contact: ContactReference, options?: RequestOptions): Promise<'stopped' | 'already-ended'>;
  /**
   * IDs of the contacts that carry one of these attempt ids in their attributes, newest first. The attribute must have been made
   * searchable, and Amazon Connect finds a call only once an agent is connected or it has ended (Administrator Guide, "Search for
   * contacts").
   */
  searchContacts(search: ContactSearch, options?: RequestOptions): Promise<readonly string[]>;
  /**
   * Hours of operation on the dates `from` to `until`, both included, with overrides applied. The maximum number of dates is not
   * documented; too many give an `InvalidParameterException` or `InvalidRequestException`.
   */
  effectiveHours(request: EffectiveHoursRequest, options?: RequestOptions): Promise<EffectiveHours>;
  /** The destination of requests, for error messages. */
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
  /** When the contacts were initiated, ISO 8601; a range of at most eight weeks. */
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

interface RequestOptions {
  readonly abortSignal?: AbortSignal;
}
