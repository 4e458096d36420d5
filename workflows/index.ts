/** Workflows to export from your own workflows module: `export * from 'temporal-amazon-connect/workflows'`. */
export { callIdOf } from './journeys/call-id';
export { callPerson } from './journeys/call-person';
export type { CallPersonOptions } from './journeys/begin-call';
export { callInTurn, type CallInTurn, type InTurnResult } from './journeys/call-in-turn';
export type { CallInTurnOptions, PersonInTurn } from './journeys/in-turn-input';
export { outboundCallInTurn } from './journeys/outbound-call-in-turn';
export { acknowledgeSignal, acknowledgeUpdate, type Acknowledgement } from '../src/contract/in-turn-messages';
export { outboundCall } from './call/outbound-call';
export { outboundCallDailyDials } from './guard/outbound-call-daily-dials';
export { outboundCallAdoption } from './journeys/outbound-call-adoption';
export { outboundCallHold } from './hold/outbound-call-hold';
export { outboundCallKeyCheck } from './key-check/outbound-call-key-check';
export { outboundCallLedger } from './ledger/outbound-call-ledger';
export { outboundCallLines } from './lines/outbound-call-lines';
export { outboundCallOptOuts } from './ledger/outbound-call-opt-outs';
export {
  changePolicyUpdate,
  concludeSignal,
  concludeUpdate,
  contactEndedSignal,
  explainQuery,
  optOutSignal,
  optOutUpdate,
  pauseUpdate,
  recordDispositionUpdate,
  rescheduleUpdate,
  resumeUpdate,
  statusQuery,
  type ConcludeRequest,
  type DispositionRecord,
  type OptOutRequest,
  type Reschedule,
} from '../src/contract/call-messages';
export type { CallExplanation, CallStatus } from '../src/domain/call/call-status';
export type { Conclusion } from '../src/domain/call/conclusion';
export type { CallResult } from '../src/domain/call/call-result';
