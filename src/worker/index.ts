export { createOutboundWorker, type OutboundWorkerOptions } from './create-outbound-worker';
export { OutboundCallsPlugin, type OutboundCallsPluginOptions } from './outbound-calls-plugin';
export type { OutboundCallsOptions } from './outbound-calls-options';
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
