import type { CallIdentity } from '../domain/call/attempt';
import type { CallResult } from '../domain/call/call-result';
import type { LedgerReport } from '../domain/ledger/apply-report';
import type {
  AwaitContactInput,
  AwaitContactResult,
  FindContactInput,
  FindContactResult,
  HangUpInput,
} from './contact';
import type { AwaitCallInput } from './await-call';
import type { CheckedRequest, DecideInput, DecideResult, FetchHoursInput, FetchHoursResult } from './decide';
import type { AwaitUnblockedInput, DialInput, DialResult } from './dial';
import type { LeaveLedgerInput, OptOutNumbersInput, WhatBecameOfInput } from './ledger';

/** The activities of a worker, by the names under which workflows call them. */
export interface Activities {
  readonly outboundCheckRequest: (request: unknown) => Promise<CheckedRequest>;
  readonly outboundDecide: (input: DecideInput) => Promise<DecideResult>;
  readonly outboundFetchHours: (input: FetchHoursInput) => Promise<FetchHoursResult>;
  readonly outboundFirstStart: (call: CallIdentity) => Promise<string | undefined>;
  readonly outboundDial: (input: DialInput) => Promise<DialResult>;
  readonly outboundDialStarted: (dial: { readonly activityId: string }) => Promise<string | undefined>;
  readonly outboundAwaitUnblocked: (input: AwaitUnblockedInput) => Promise<void>;
  readonly outboundAwaitContact: (input: AwaitContactInput) => Promise<AwaitContactResult>;
  readonly outboundFindContact: (input: FindContactInput) => Promise<FindContactResult>;
  readonly outboundHangUp: (contact: HangUpInput) => Promise<'stopped' | 'already-ended'>;
  readonly outboundAwaitCall: (input: AwaitCallInput) => Promise<CallResult>;
  readonly outboundLeaveLedger: (input: LeaveLedgerInput) => Promise<void>;
  readonly outboundOptOutNumbers: (input: OptOutNumbersInput) => Promise<void>;
  readonly outboundWhatBecameOf: (input: WhatBecameOfInput) => Promise<LedgerReport[]>;
}
