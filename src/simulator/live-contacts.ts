import { hasEnded, type Contact } from './contact';

/**
 * An index of the contacts that have not ended. No event marks a contact's end, so ended contacts are removed at the next
 * read.
 */
export class LiveContacts {
  private readonly ids = new Set<string>();

  constructor(private readonly find: (contactId: string) => Contact | undefined) {}

  add(contactId: string): void {
    this.ids.add(contactId);
  }

  /** The contacts that are live at `now`, oldest first. */
  at(now: number): Contact[] {
    const living: Contact[] = [];
    for (const id of this.ids) {
      const contact = this.find(id);
      if (contact && !hasEnded(contact, now)) living.push(contact);
      else this.ids.delete(id);
    }
    return living;
  }

  /** Whether at least `limit` live contacts count. Checks each contact only if there may be enough. */
  reach(limit: number, now: number, counts: (contact: Contact) => boolean = () => true): boolean {
    return this.ids.size >= limit && this.at(now).filter(counts).length >= limit;
  }

  forgetAll(): void {
    this.ids.clear();
  }
}
