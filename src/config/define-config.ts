import { z } from 'zod';
import { deploymentVersionSchema } from '../domain/deployment-version';
import { destinationGuardSchema } from '../domain/destination-guard';
import { ledgerSchema } from '../domain/ledger/ledger-settings';
import { checkedQuotasSchema } from '../domain/pacing/quotas';
import { dataConverterSchema } from './data-converter';

const instanceSchema = z.strictObject({
  /** @default `connect.region` */
  region: z.string().min(1).optional(),
  /** @default `connect.endpoint` */
  endpoint: z.url().optional(),
  /** @default as much as `connect.quotas` */
  quotas: checkedQuotasSchema.optional(),
  /** @default `connect.searchable` */
  searchable: z.boolean().optional(),
});

const healthSchema = z.strictObject({
  /** TCP port of `/livez` and `/readyz`; 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  /** Where to listen: `'0.0.0.0'` in a container, whose orchestrator asks from outside. @default '127.0.0.1' */
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
       * The version that workers are of, for Temporal's Worker Versioning: `{ name, buildId }`. Calls wait until one is made
       * the current one, and move on to whatever is current then. @default none: any worker takes up any call
       */
      deployment: deploymentVersionSchema.optional(),
      /**
       * Temporal's data converter: `{ payloadCodecs: [new EncryptionCodec(key)] }` encrypts what Temporal stores
       * (docs/encryption.md). Workers and everybody who talks to calls must have the same. @default Temporal's own: readable JSON
       */
      dataConverter: dataConverterSchema.optional(),
    })
    .default({}),
  connect: z
    .strictObject({
      /** Instance of a policy that names none. */
      instanceId: z.string().min(1).max(100).optional(),
      /** Contact flow of a policy that names none. */
      contactFlowId: z.string().min(1).max(500).optional(),
      /** @default the AWS SDK's own: AWS_REGION, the shared configuration */
      region: z.string().min(1).optional(),
      /** Another endpoint, such as the simulator's. @default the AWS SDK's own: AWS_ENDPOINT_URL_CONNECT, then Amazon Connect */
      endpoint: z.url().optional(),
      /** What Amazon Connect allows, together for all instances that are not named below. @default its default quotas */
      quotas: checkedQuotasSchema.optional(),
      /**
       * Has the contact attribute `outboundCallAttemptId` been made searchable (docs/lost-contacts.md)? Then a contact whose dial's
       * answer was lost is searched for. @default false
       */
      searchable: z.boolean().optional(),
      /** Instances in another Region, or with quotas of their own, by instance ID; each is paced by itself. @default none */
      instances: z.record(z.string().min(1).max(100), instanceSchema).optional(),
    })
    .default({}),
  /**
   * Contact events, for `outbound events`, which asks with one half of `describesPerSecond`; workers poll with the other, and
   * only for contacts whose end nobody told in time. @default Amazon Connect is polled for how contacts end
   */
  events: z
    .strictObject({
      /** The SQS queue that they arrive in: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
      queueUrl: z.url(),
      /** Where messages go that nobody understands. @default they stay in the queue until its redrive policy takes them */
      deadLetterQueueUrl: z.url().optional(),
      /** Stop contacts whose call was terminated, timed out or failed; docs/events.md says which events that takes. @default false */
      hangUpOrphans: z.boolean().optional(),
      /** Liveness and readiness of `outbound events` over HTTP. @default not served */
      health: healthSchema.optional(),
    })
    .optional(),
  /** `outbound worker` */
  worker: z
    .strictObject({
      /** Liveness and readiness over HTTP, for orchestrators. @default not served */
      health: healthSchema.optional(),
    })
    .optional(),
  /** Count contacts, and know who has opted out, across calls (docs/contacts.md). @default each call knows only of itself */
  ledger: ledgerSchema.optional(),
  /** Whom this installation may call at all. @default everyone */
  guard: destinationGuardSchema.optional(),
});

/** What temporal.config.ts exports. */
export type ConfigInput = z.input<typeof configSchema>;
/** The same, with every section there. */
export type Config = z.output<typeof configSchema>;

/** For temporal.config.ts: `export default defineConfig({ … })`, completed and checked by your editor. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
