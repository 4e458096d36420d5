import { defineConfig } from 'temporal-amazon-connect';

/**
 * The one place for settings. Here: the simulated instance, so that a checkout can be tried without AWS. What is left
 * out comes from Temporal's and AWS's own settings (TEMPORAL_*, temporal.toml, AWS_REGION, the credentials chain).
 */
export default defineConfig({
  temporal: {
    taskQueue: 'outbound-calls',
  },
  connect: {
    instanceId: 'aaaaaaaa-0000-4000-8000-000000000001',
    contactFlowId: 'bbbbbbbb-0000-4000-8000-000000000001',
  },
});
