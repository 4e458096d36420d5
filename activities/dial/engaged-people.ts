import { LRUCache } from 'lru-cache';
import type { Reserved } from '../../src/domain/ledger/ledger';

export type Engaged = Extract<Reserved, { is: 'engaged' }>;

/**
 * Whom a call was dialing or talking to, as their ledgers told this worker within the last second; by E.164. It is true for all
 * other calls, and need not be asked for each of them.
 */
export type EngagedPeople = LRUCache<string, Engaged>;

export function createEngagedPeople(): EngagedPeople {
  return new LRUCache({ max: 1_000, ttl: 1_000 });
}
