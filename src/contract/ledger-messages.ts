import type { LedgerReport } from '../domain/ledger/apply-report';
import type { Ledger } from '../domain/ledger/ledger';
import type { Reservation, Reserved } from '../domain/ledger/reserve';
import { optOutInAnyForm } from './call-messages';
import { query, signal, update } from './define';
import { ledgerReport, reservation } from './ledger-shapes';
import { number, object } from './shape';

/** Request one more attempt. */
export const reserveAttemptUpdate = update<Reserved, Reservation>('reserveAttempt', { shape: reservation });

/** Report what happened. */
export const reportToLedgerSignal = signal<LedgerReport>('reportToLedger', {
  shape: ledgerReport,
  // A whole ledger may be adopted; Temporal takes 2 MB.
  mostBytes: 2 * 1024 * 1024,
});

/** The person has opted out; the ledger notifies every registered running call. */
export const optOutPersonSignal = signal<{ readonly reason?: string }>('optOutPerson', {
  shape: optOutInAnyForm,
});

/** The whole ledger. */
export const readLedgerQuery = query<LedgerReading>('readLedger');

/** Close the ledger, since another one has adopted its contents. False: it has changed since it was read. */
export const closeLedgerUpdate = update<boolean, { readonly changes: number }>('closeLedger', {
  shape: object({ changes: number() }),
});

interface LedgerReading {
  readonly ledger: Ledger;
  /** Grows with every change. `closeLedger` names the count that was read, so that no later change is lost. */
  readonly changes: number;
}
