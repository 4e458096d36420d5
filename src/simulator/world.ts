import type { Behaviour } from './behaviour';
import type { Exchange } from './exchange';
import type { HoursOverrides } from './hours-overrides';
import type { Seed } from './seed/seed';

/** The state that operations read and change. */
export interface World {
  readonly seed: Seed;
  readonly behaviour: Behaviour;
  readonly exchange: Exchange;
  readonly overrides: HoursOverrides;
}
