import type { Contact } from '../../src/domain/call/contact';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';

/** A contact that Amazon Connect's search should find by its attempt's id. */
export interface EndedContact {
  readonly attemptId: string;
  readonly contactId: string;
  /** Milliseconds since the epoch, by Amazon Connect's clock. */
  readonly initiatedAt: number;
}

/** Contacts whose end this process has seen, by instance: they show whether a search covers a time. Lost with the process. */
export class EndedContacts {
  readonly #byInstance = new Map<string, EndedContact[]>();

  add(instanceId: string, contact: Contact): void {
    const { contactId, attributes } = contact;
    const attemptId = attributes[ReservedAttribute.AttemptId];
    const initiatedAt = Date.parse(contact.initiatedAt ?? '');
    if (attemptId === undefined || Number.isNaN(initiatedAt)) return;
    const known = this.#byInstance.get(instanceId) ?? [];
    const previous = known.at(-1)?.initiatedAt ?? -Infinity;
    if (Math.abs(initiatedAt - previous) < everyMs) return;
    this.#byInstance.set(instanceId, [...known, { attemptId, contactId, initiatedAt }].slice(-mostKept));
  }

  /** The first of them that were made after this instant: the index has had the longest time for them. */
  madeAfter(instanceId: string, instant: number): readonly EndedContact[] {
    const known = this.#byInstance.get(instanceId) ?? [];
    return known.filter(({ initiatedAt }) => initiatedAt > instant + clockMarginMs).slice(0, mostSearched);
  }
}

/** One a second and 2,000 of them: over half an hour, twice the usual quiet period. */
const everyMs = 1_000;
const mostKept = 2_000;
const mostSearched = 5;
/** The attempt was given up by the worker's clock, which may be behind Amazon Connect's. */
const clockMarginMs = 5_000;
