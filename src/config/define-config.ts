import { z } from 'zod';
import { byInstanceId } from '../domain/connect-id';
import { deploymentVersionSchema } from '../domain/deployment-version';
import { destinationGuardSchema } from '../domain/destination-guard';
import { ledgerSchema } from '../domain/ledger/ledger-settings';
import { allowListsSchema } from '../domain/policy/allow-lists';
import { connectId } from '../domain/policy/dial-options';
import { checkedQuotasSchema } from '../pacing/quotas';
import { dataConverterSettingSchema } from './data-converter';

const instanceSchema = z.strictObject({
  /** @default `connect.region` */
  region: z.string().min(1).optional(),
  /** @default `connect.endpoint` */
  endpoint: z.url().optional(),
  /** @default `connect.quotas` */
  quotas: checkedQuotasSchema.optional(),
  /** @default `connect.searchable` */
  searchable: z.boolean().optional(),
});

type InstanceSettings = z.output<typeof instanceSchema>;

function namedByInstanceId(
  entries: Record<string, InstanceSettings>,
  context: z.RefinementCtx,
): Record<string, InstanceSettings> {
  try {
    return Object.fromEntries(byInstanceId(entries));
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
}

const healthSchema = z.strictObject({
  /** TCP port of `/livez` and `/readyz`; 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  /** Address to listen on. Use `'0.0.0.0'` in a container, since the orchestrator connects from outside. @default '127.0.0.1' */
  host: z.string().min(1).optional(),
});

/** The settings of temporal.config.ts. */
export const configSchema = z.strictObject({
  temporal: z
    .strictObject({
      /** `host:port` of the Temporal frontend. @default TEMPORAL_ADDRESS, temporal.toml, then localhost:7233 */
      address: z.string().min(1).optional(),
      /** @default TEMPORAL_NAMESPACE, temporal.toml, then "default" */
      namespace: z.string().min(1).optional(),
      /** The task queue of calls. @default "outbound-calls" */
      taskQueue: z.string().min(1).optional(),
      /**
       * The version of the workers, for Temporal's Worker Versioning: `{ name, buildId }`. Calls wait until a version is made the
       * current one, and move to each new current version. @default none: any worker can run any call
       */
      deployment: deploymentVersionSchema.optional(),
      /**
       * Temporal's data converter, or a function that returns the one of a namespace:
       * `({ namespace }) => encrypted({ keys: keysFromEnvironment(), namespace })` encrypts what Temporal stores (docs/encryption.md).
       * Workers and clients must use the same one. @default Temporal's own: readable JSON
       */
      dataConverter: dataConverterSettingSchema.optional(),
    })
    .default({}),
  connect: z
    .strictObject({
      /** Instance for policies that name none: ID or ARN. */
      instanceId: connectId('instance').optional(),
      /** Contact flow for policies that name none. */
      contactFlowId: connectId('contact-flow').optional(),
      /** @default the AWS SDK's own: AWS_REGION, the shared configuration */
      region: z.string().min(1).optional(),
      /** Another endpoint, such as the simulator's. @default the AWS SDK's own: AWS_ENDPOINT_URL_CONNECT, then Amazon Connect */
      endpoint: z.url().optional(),
      /** Amazon Connect's quotas, shared by all instances not named in `instances`. @default Amazon Connect's default quotas */
      quotas: checkedQuotasSchema.optional(),
      /**
       * Is the contact attribute `outboundCallAttemptId` searchable (docs/lost-contacts.md)? If so, the contact of a lost dial is
       * searched for. @default false
       */
      searchable: z.boolean().optional(),
      /** Instances in another Region, or with their own quotas, by instance ID or ARN. Each is paced separately. @default none */
      instances: z.record(z.string(), instanceSchema).transform(namedByInstanceId).optional(),
    })
    .default({}),
  /**
   * Contact events, for `outbound events`, which uses one half of `describesPerSecond`. Workers use the other half to poll contacts
   * whose end was not reported in time. @default none: workers poll Amazon Connect for the end of every contact
   */
  events: z
    .strictObject({
      /** The SQS queue that receives the events: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
      queueUrl: z.url(),
      /** The queue for messages that can't be understood. @default they stay in the queue until its redrive policy moves them */
      deadLetterQueueUrl: z.url().optional(),
      /** Stop contacts whose call was terminated, timed out or failed; docs/events.md lists the events needed. @default false */
      hangUpOrphans: z.boolean().optional(),
      /** Believe contact records without a DescribeContact for each; docs/events.md says when that is safe. @default false */
      trustContactRecords: z.boolean().optional(),
      /** Liveness and readiness of `outbound events` over HTTP. @default not served */
      health: healthSchema.optional(),
    })
    .optional(),
  /** `outbound worker`. */
  worker: z
    .strictObject({
      /** Liveness and readiness over HTTP, for orchestrators. @default not served */
      health: healthSchema.optional(),
    })
    .optional(),
  /** Count attempts, and share opt-outs, across calls (docs/people.md). @default each call knows only its own attempts */
  ledger: ledgerSchema.optional(),
  /** Which destinations this installation may call (docs/guard.md). @default all */
  guard: destinationGuardSchema.optional(),
  /** Which instances, flows, queues and `beforeDial` activities policies may name (docs/guard.md). @default all: a policy is trusted input */
  allowed: allowListsSchema.optional(),
});

/** What temporal.config.ts exports. */
export type ConfigInput = z.input<typeof configSchema>;
/** The same, with every section present. */
export type Config = z.output<typeof configSchema>;

/** For temporal.config.ts: `export default defineConfig({ … })`. Lets your editor complete and check it. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
