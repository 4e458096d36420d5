export type { CallHandle } from './call-handle';
export { DifferentRequestError, InvalidCallRequestError } from './errors';
export {
  OutboundCalls,
  type OutboundCallsOptions,
  type StartCallOptions,
  type StartedCall,
} from './outbound-calls';
export {
  changePolicyUpdate,
  concludeSignal,
  concludeUpdate,
  optOutUpdate,
  pauseUpdate,
  recordDispositionUpdate,
  rescheduleUpdate,
  resumeUpdate,
  type ConcludeRequest,
  type DispositionRecord,
  type OptOutRequest,
  type Reschedule,
} from '../contract/call-messages';
export { acknowledgeSignal, acknowledgeUpdate, type Acknowledgement } from '../contract/in-turn-messages';
export {
  NotListedError,
  type Forgotten,
  type Hold,
  type Holds,
  type HoldScope,
  type OptOuts,
} from '../ledger';
