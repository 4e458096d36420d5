export { cachedCheck } from './cached-check';
export { eventLoop } from './event-loop';
export { examine, type Check, type CheckResult, type Checks, type Health, type HealthReport } from './health';
export { startHealthServer, type HealthServer, type HealthServerOptions, type Monitored } from './server';
export { temporalAnswers } from './temporal';
export { serve } from './serve';
