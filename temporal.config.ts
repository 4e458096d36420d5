import { defineConfig } from 'temporal-amazon-connect';

/**
 * The settings: here the simulated instance, so that a checkout runs without AWS. Other settings come from Temporal and AWS
 * (TEMPORAL_*, temporal.toml, AWS_REGION, the credentials chain).
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
