export type { Config } from './define-config';
export { ConfigError, loadConfig } from './load-config';
export { temporalSettings, type TemporalSettings } from './temporal-connection';
