export { createOutboundWorker, type OutboundWorkerOptions } from './outbound-worker';
export { OutboundCallsPlugin } from './plugin';
export { missingSearchAttributes } from './search-attributes';
