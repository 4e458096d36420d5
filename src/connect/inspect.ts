import type { Contact } from '../domain/call/contact';
import type { EffectiveHours } from '../domain/hours/known-hours';

/**
 * What the doctor asks of Amazon Connect. Read-only, and never rejects for what Amazon Connect answers: an answer that
 * isn't the description is a finding too. Throttling is waited out where an adapter is wrapped by `patiently`.
 */
export interface ConnectInspector {
  /** Every number that is claimed to the instance. Not found: there is no such instance. */
  listPhoneNumbers(instanceId: string): Promise<Inspected<readonly ListedPhoneNumber[]>>;
  describePhoneNumber(phoneNumberId: string): Promise<Inspected<DescribedPhoneNumber>>;
  describeQueue(resource: InInstance): Promise<Inspected<DescribedQueue>>;
  describeContactFlow(resource: InInstance): Promise<Inspected<DescribedContactFlow>>;
  describeHoursOfOperation(resource: InInstance): Promise<Inspected<DescribedHours>>;
  /** Of the week to come, overrides applied. */
  effectiveHours(resource: InInstance): Promise<Inspected<EffectiveHours>>;
  /** The newest calls of the last week that the API has started: the IDs of up to ten contacts. */
  listCalls(instanceId: string): Promise<Inspected<readonly string[]>>;
  describeContact(contact: InInstance): Promise<Inspected<Contact>>;
  /** The IDs of the contacts that carry the attempt's id, which is `id` here. */
  searchContacts(attempt: InInstance): Promise<Inspected<readonly string[]>>;
}

/** A queue, flow, hours of operation, contact or attempt: its id, or ARN where it has one, and the instance that it is looked for in. */
export interface InInstance {
  readonly instanceId: string;
  readonly id: string;
}

/** What came of asking. `says` is Amazon Connect's own word, or the network's. */
export type Inspected<T> =
  | { readonly kind: 'found'; readonly found: T }
  | { readonly kind: 'not-found'; readonly says: string }
  /** Only of a contact flow. */
  | { readonly kind: 'not-published' }
  /** Such as `connect:DescribeQueue`. */
  | { readonly kind: 'not-permitted'; readonly permission: string; readonly says: string }
  /** Unknown, expired or wrongly signed: whoever asks isn't known to AWS. */
  | { readonly kind: 'credentials-refused'; readonly says: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unreachable'; readonly says: string }
  /** It answered, but neither with a description nor with one of the above. */
  | { readonly kind: 'failed'; readonly says: string };

export type NotInspected = Exclude<Inspected<never>, { kind: 'found' }>;

export interface ListedPhoneNumber {
  readonly phoneNumberId: string;
  /** E.164 */
  readonly phoneNumber: string;
}

export interface DescribedPhoneNumber extends ListedPhoneNumber {
  /** ISO 3166 code. */
  readonly countryCode: string;
  /** As Amazon Connect names it, such as `TOLL_FREE`, `DID`, `UIFN`. */
  readonly type: string;
  /** `CLAIMED`, `IN_PROGRESS` or `FAILED`. */
  readonly status: string;
  /** What it is claimed to: the ARN of an instance or of a traffic distribution group. */
  readonly targetArn: string;
}

export interface DescribedQueue {
  readonly name: string;
  readonly isEnabled: boolean;
  /** The number that its calls show. */
  readonly callerIdNumberId?: string | undefined;
  readonly hoursOfOperationId?: string | undefined;
}

export interface DescribedContactFlow {
  readonly name: string;
  /** As Amazon Connect names it, such as `CONTACT_FLOW`, `CUSTOMER_QUEUE`, `CAMPAIGN`. */
  readonly type: string;
  readonly isArchived: boolean;
  readonly isPublished: boolean;
}

export interface DescribedHours {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** How many times of a week it opens. */
  readonly openings: number;
}
