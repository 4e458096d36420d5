import { log } from '@temporalio/workflow';
import type { LedgerNews } from '../src/domain/contacts/ledger';

/** Anyone may send a signal: what can't be used is left out, and must not stop the ledger of a person. */
export function isNews(news: unknown): news is LedgerNews {
  if (typeof news === 'object' && news !== null && !Array.isArray(news)) return true;
  log.warn('A ledger was told what is no object, and ignores it');
  return false;
}

/** However it is said, and whatever is said with it, the person wants no calls. */
export function optOutSaid(given: unknown): { readonly reason?: string } {
  const reason = typeof given === 'object' && given !== null && 'reason' in given ? given.reason : undefined;
  return typeof reason === 'string' ? { reason } : {};
}
