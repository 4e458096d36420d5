import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { LedgerMessage, OptOutsMessage } from '../domain/ledger/ledger-messages';
import type { Ledger, LedgerReport, Reservation, Reserved } from '../domain/ledger/ledger';
import type { OptOut, OptOutChange } from '../domain/ledger/opt-outs';

export const reserveAttemptUpdate = defineUpdate<Reserved, [Reservation]>(LedgerMessage.Reserve);
export const reportToLedgerSignal = defineSignal<[LedgerReport]>(LedgerMessage.Report);
export const optOutPersonSignal = defineSignal<[{ readonly reason?: string }]>(LedgerMessage.OptOut);
export const readLedgerQuery = defineQuery<LedgerReading>(LedgerMessage.Read);
export const closeLedgerUpdate = defineUpdate<boolean, [{ readonly changes: number }]>(LedgerMessage.Close);

export interface LedgerReading {
  readonly ledger: Ledger;
  /** Grows with every change. `closeLedger` names the count that was read, so that no later change is lost. */
  readonly changes: number;
}

export const changeOptOutsUpdate = defineUpdate<number, [OptOutChange]>(OptOutsMessage.Change);
export const findOptOutQuery = defineQuery<OptOut | null, [string]>(OptOutsMessage.Find);
export const listOptOutsQuery = defineQuery<readonly OptOut[]>(OptOutsMessage.List);
