import type { LedgerSettings } from '../domain/ledger/ledger-settings';

/** A ledger for tests and demonstrations: its key is not secret. */
export const simulatedLedger: LedgerSettings = {
  keys: ['not-a-secret: simulated people only'],
  keepFor: 90 * 24 * 60 * 60_000,
};
