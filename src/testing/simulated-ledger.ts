import type { LedgerSettings } from '../domain/ledger/ledger-settings';

/** A ledger for tests and demonstrations: its key is not secret. */
export const simulatedLedger: LedgerSettings = {
  keys: ['bJ2+mMRfZ59RDI7eh44HDmt9YKRsyy+0KV8NwXoVUtc='],
  keepFor: 90 * 24 * 60 * 60_000,
};
