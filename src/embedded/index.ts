export { cacheFolder } from './cache';
export { ExecutableNotFoundError, type FindOptions } from './find-executable';
export type { Exit } from './guarded-process';
export { findSqsServer, startSqsServer, type SqsServer } from './sqs-server';
export { findTemporalCli } from './temporal-cli';
export { startTemporalServer } from './temporal-server';
export {
  createLocalTestEnvironment,
  createTimeSkippingTestEnvironment,
  type LocalTestEnvironment,
} from './test-environment';
export { findTestServer } from './test-server';
