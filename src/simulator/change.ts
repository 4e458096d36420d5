import type { ExchangeChange } from './exchange-change';
import type { FaultChange } from './faults';
import type { OverrideChange } from './hours-overrides';

/** Everything that can happen in a simulation. What it remembers follows from these alone, in their order. */
export type Change =
  | ExchangeChange
  | OverrideChange
  | FaultChange
  | {
      readonly type: 'events-handed-over';
      readonly contactId: string;
      /** How many of its events so far. */
      readonly events: number;
    }
  | { readonly type: 'reset' };
