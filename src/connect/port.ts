import type { Contact } from '../domain/contact';
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
  /** Where requests go, for error messages. */
  describe?(): string;
  /** Close connections. */
  destroy?(): void;
}

export interface ContactReference {
  readonly instanceId: string;
  readonly contactId: string;
}

export interface RequestOptions {
  readonly abortSignal?: AbortSignal;
}
