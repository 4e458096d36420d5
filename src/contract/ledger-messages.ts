import type { Ledger, LedgerReport, Reservation, Reserved } from '../domain/ledger/ledger';
import type { OptOut, OptOutChange } from '../domain/ledger/opt-outs';
import { query, signal, update } from './define';

/** Request one more attempt. */
export const reserveAttemptUpdate = update<Reserved, [Reservation]>('reserveAttempt');

/** Report what happened. */
export const reportToLedgerSignal = signal<[LedgerReport]>('reportToLedger');

/** The person has opted out; the ledger notifies every registered running call. */
export const optOutPersonSignal = signal<[{ readonly reason?: string }]>('optOutPerson');

/** The whole ledger. */
export const readLedgerQuery = query<LedgerReading>('readLedger');

/** Close the ledger, since another one has adopted its contents. False: it has changed since it was read. */
export const closeLedgerUpdate = update<boolean, [{ readonly changes: number }]>('closeLedger');

export interface LedgerReading {
  readonly ledger: Ledger;
  /** Grows with every change. `closeLedger` names the count that was read, so that no later change is lost. */
  readonly changes: number;
}

export const changeOptOutsUpdate = update<number, [OptOutChange]>('changeOptOuts');
export const findOptOutQuery = query<OptOut | null, [string]>('findOptOut');
export const listOptOutsQuery = query<readonly OptOut[]>('listOptOuts');
