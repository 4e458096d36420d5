import { hasEnded, type Contact } from './contact';

/**
 * The contacts that have not ended, so that nobody has to look through those that have. An ended one leaves at the next
 * count that it matters to: a contact's end is an instant on a clock, and nothing happens at it.
 */
export class LiveContacts {
  private readonly ids = new Set<string>();

  constructor(private readonly find: (contactId: string) => Contact | undefined) {}

  add(contactId: string): void {
    this.ids.add(contactId);
  }

  /** Those that live at `now`, oldest first. */
  at(now: number): Contact[] {
    const living: Contact[] = [];
    for (const id of this.ids) {
      const contact = this.find(id);
      if (contact && !hasEnded(contact, now)) living.push(contact);
      else this.ids.delete(id);
    }
    return living;
  }

  /** Whether `limit` contacts or more that count live. Looks at each only when there could be so many. */
  reach(limit: number, now: number, counts: (contact: Contact) => boolean = () => true): boolean {
    return this.ids.size >= limit && this.at(now).filter(counts).length >= limit;
  }

  forgetAll(): void {
    this.ids.clear();
  }
}
