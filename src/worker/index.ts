export { createOutboundWorker, type OutboundWorkerOptions } from './create-outbound-worker';
export { OutboundCallsPlugin } from './plugin';
export { OutboundWorker } from './outbound-worker';
export { shareOfEvents, type PacingOptions } from './paced-instances';
export { routingOf, whyNoCalls, type Routing, type Unserved } from './deployment';
export { missingSearchAttributes } from './search-attributes';
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
