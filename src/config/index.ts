export { defineConfig, type Config, type ConfigInput } from './define-config';
export { ConfigError, loadConfig } from './load-config';
export { temporalSettings, type TemporalSettings } from './temporal-connection';
