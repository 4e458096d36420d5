import type { ExchangeChange } from './exchange-change';
import type { FaultChange } from './faults';
import type { OverrideChange } from './hours-overrides';

/** Every change of a simulation. Its state follows from these alone, in their order. */
export type Change =
  | ExchangeChange
  | OverrideChange
  | FaultChange
  | {
      readonly type: 'events-handed-over';
      readonly contactId: string;
      /** Number of the contact's events handed over so far. */
      readonly events: number;
    }
  | { readonly type: 'reset' };
