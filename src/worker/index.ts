export { createOutboundWorker, type OutboundWorkerOptions } from './outbound-worker';
export { OutboundCallsPlugin } from './plugin';
export { OutboundWorker } from './worker-group';
export { lanesOf, shareOfEvents, type LaneOptions, type Lanes } from './lanes';
export { missingSearchAttributes } from './search-attributes';
