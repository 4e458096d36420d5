import type { Contact } from '../domain/call/contact';
import type { EffectiveHours } from '../domain/hours/known-hours';

/**
 * The doctor's requests to Amazon Connect. Read-only. Its methods don't reject for errors of Amazon Connect, which are findings too.
 * An adapter wrapped by `pacedInspector` retries when throttled.
 */
export interface ConnectInspector {
  /** Every number claimed to the instance. `not-found`: there is no such instance. */
  listPhoneNumbers(instanceId: string): Promise<Inspected<readonly ListedPhoneNumber[]>>;
  describePhoneNumber(phoneNumberId: string): Promise<Inspected<DescribedPhoneNumber>>;
  describeQueue(resource: InInstance): Promise<Inspected<DescribedQueue>>;
  describeContactFlow(resource: InInstance): Promise<Inspected<DescribedContactFlow>>;
  describeHoursOfOperation(resource: InInstance): Promise<Inspected<DescribedHours>>;
  /** The hours of the coming week, overrides applied. */
  effectiveHours(resource: InInstance): Promise<Inspected<EffectiveHours>>;
  /** The newest calls of the last week that were started by the API: IDs of up to ten contacts. */
  listCalls(instanceId: string): Promise<Inspected<readonly string[]>>;
  describeContact(contact: InInstance): Promise<Inspected<Contact>>;
  /** IDs of the contacts that carry the attempt's id, here `id`. */
  searchContacts(attempt: InInstance): Promise<Inspected<readonly string[]>>;
}

/** A queue, flow, hours of operation, contact or attempt: its id or ARN, and the instance in which it is looked up. */
interface InInstance {
  readonly instanceId: string;
  readonly id: string;
}

/** The result of a look-up. `says` is the error of Amazon Connect or of the network. */
export type Inspected<T> =
  | { readonly kind: 'found'; readonly found: T }
  | { readonly kind: 'not-found'; readonly says: string }
  /** Only for a contact flow. */
  | { readonly kind: 'not-published' }
  /** `permission`: such as `connect:DescribeQueue`. */
  | { readonly kind: 'not-permitted'; readonly permission: string; readonly says: string }
  /** AWS does not accept the credentials: unknown, expired or wrongly signed. */
  | { readonly kind: 'credentials-refused'; readonly says: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unreachable'; readonly says: string }
  /** Any other error. */
  | { readonly kind: 'failed'; readonly says: string };

export type NotInspected = Exclude<Inspected<never>, { kind: 'found' }>;

export interface ListedPhoneNumber {
  readonly phoneNumberId: string;
  /** E.164. */
  readonly phoneNumber: string;
}

export interface DescribedPhoneNumber extends ListedPhoneNumber {
  /** ISO 3166 code. */
  readonly countryCode: string;
  /** As Amazon Connect names it, such as `TOLL_FREE`, `DID`, `UIFN`. */
  readonly type: string;
  /** `CLAIMED`, `IN_PROGRESS` or `FAILED`. */
  readonly status: string;
  /** ARN of the instance or traffic distribution group that it is claimed to. */
  readonly targetArn: string;
}

export interface DescribedQueue {
  readonly name: string;
  readonly isEnabled: boolean;
  /** ID of the number that its calls show. */
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
  /** Number of opening periods in a week. */
  readonly openings: number;
}
