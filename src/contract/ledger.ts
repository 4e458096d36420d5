import type { CallIdentity } from '../domain/call/attempt';
import type { KnownCall, LedgerEntry } from '../domain/ledger/ledger';
import type { OptOut } from '../domain/ledger/opt-outs';

export interface LeaveLedgerInput {
  readonly call: CallIdentity;
  /** Numbers (E.164) whose ledgers the call is registered in. */
  readonly registered: readonly string[];
  /** The workflow's clock, milliseconds since the epoch. */
  readonly now: number;
}

export interface WhatBecameOfInput {
  /** Reserved, but not recorded in time. */
  readonly attempts: readonly LedgerEntry[];
  /** Calls that should be over by now. */
  readonly calls: readonly KnownCall[];
  /** The ledger's clock, milliseconds since the epoch. */
  readonly now: number;
}

export interface OptOutNumbersInput {
  readonly optOuts: readonly OptOut[];
}
