export { DifferentRequestError, InvalidCallRequestError } from './errors';
export {
  OutboundCalls,
  type OutboundCallsOptions,
  type StartCallOptions,
  type StartedCall,
} from './outbound-calls';
export { NotListedError } from '../ledger';
