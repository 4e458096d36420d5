export { createOutboundWorker, type OutboundWorkerOptions } from './create-outbound-worker';
export { OutboundCallsPlugin } from './plugin';
export { OutboundWorker } from './outbound-worker';
export type { PacingOptions } from '../pacing/paced-instances';
export {
  examine,
  startHealthServer,
  type Check,
  type CheckResult,
  type Checks,
  type Health,
  type HealthReport,
  type HealthServer,
  type HealthServerOptions,
  type Monitored,
} from '../health';
