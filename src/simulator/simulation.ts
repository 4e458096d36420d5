import type { Behaviour } from './behaviour';
import type { Clock } from './clock';
import { contactAt, type ContactSnapshot } from './contact';
import { Exchange } from './exchange';
import { Faults } from './faults';

/** All that one simulator holds: its clock, its telephone exchange and the faults that wait for requests. */
export class Simulation {
  readonly exchange: Exchange;
  readonly faults = new Faults();

  constructor(
    readonly clock: Clock,
    behaviour: Behaviour,
  ) {
    this.exchange = new Exchange(behaviour);
  }

  /** Every contact as it stands now, oldest first. */
  async contacts(): Promise<ContactSnapshot[]> {
    const now = await this.clock();
    return this.exchange.contacts().map((contact) => contactAt(contact, now));
  }

  /** Back to the start: no scripts, dials, contacts, tokens or faults. */
  reset(): void {
    this.exchange.forgetAll();
    this.faults.forgetAll();
  }
}
