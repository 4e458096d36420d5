import { LRUCache } from 'lru-cache';
import type { Reserved } from '../../src/domain/ledger/reserve';

export type Busy = Extract<Reserved, { is: 'busy' }>;

/**
 * People whom a call was dialing or talking to, as their ledgers reported to this worker within the last second; by E.164. The
 * answer holds for all other calls to the person, so it need not be requested for each of them.
 */
export type BusyPeople = LRUCache<string, Busy>;

export function createBusyPeople(): BusyPeople {
  return new LRUCache({ max: 1_000, ttl: 1_000 });
}
