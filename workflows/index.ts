/** Workflows to export from your own workflows module: `export * from 'temporal-amazon-connect/workflows'`. */
export { outboundCall } from './outbound-call';
export { outboundCallLines } from './outbound-call-lines';
export {
  changePolicyUpdate,
  contactEndedSignal,
  explainQuery,
  pauseUpdate,
  rescheduleUpdate,
  resumeUpdate,
  statusQuery,
  type Reschedule,
} from './messages';
export type { CallExplanation, CallStatus } from '../src/domain/call-status';
export type { CallResult } from '../src/domain/call-result';
