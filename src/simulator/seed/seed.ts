import { z } from 'zod';
import { e164Schema } from '../e164';
import { overrideSchema, slotSchema } from './hours';

/** An identifier: the last segment of an ARN. */
const id = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, - or _');
const seconds = z.number().min(0).max(86_400);

const contactFlowSchema = z.strictObject({
  contactFlowId: id,
  name: z.string().min(1),
  /** Calls can start only with a `CONTACT_FLOW`. */
  type: z
    .enum([
      'CONTACT_FLOW',
      'CUSTOMER_QUEUE',
      'CUSTOMER_HOLD',
      'CUSTOMER_WHISPER',
      'AGENT_HOLD',
      'AGENT_WHISPER',
      'OUTBOUND_WHISPER',
      'AGENT_TRANSFER',
      'QUEUE_TRANSFER',
      'CAMPAIGN',
    ])
    .default('CONTACT_FLOW'),
  /** A flow that is `SAVED` was never published. */
  status: z.enum(['PUBLISHED', 'SAVED']).default('PUBLISHED'),
  state: z.enum(['ACTIVE', 'ARCHIVED']).default('ACTIVE'),
  description: z.string().optional(),
  /** Target queue of calls without a queue. @default the instance's first queue */
  queueId: id.optional(),
});

const queueSchema = z.strictObject({
  queueId: id,
  name: z.string().min(1).max(127),
  description: z.string().min(1).max(250).optional(),
  /** The number that its calls show; the instance must have it. Without it a request must name a source number. */
  outboundNumber: e164Schema.optional(),
  outboundCallerIdName: z.string().min(1).max(255).optional(),
  hoursOfOperationId: id.optional(),
  maxContacts: z.int().min(0).optional(),
  status: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  /** Number of agents, each with one call at a time. @default an agent is always free */
  agents: z.int().min(0).max(10_000).optional(),
  /** Seconds until a caller in the queue hangs up, unless the number's script sets it. */
  patienceSeconds: seconds.default(60),
});

const hoursOfOperationSchema = z.strictObject({
  hoursOfOperationId: id,
  name: z.string().min(1).max(127),
  description: z.string().min(1).max(250).optional(),
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  config: z.array(slotSchema).max(100),
  overrides: z.array(overrideSchema).max(50).default([]),
});

const phoneNumberSchema = z.strictObject({
  phoneNumberId: id,
  phoneNumber: e164Schema,
  countryCode: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'),
  type: z
    .enum(['TOLL_FREE', 'DID', 'UIFN', 'SHARED', 'THIRD_PARTY_TF', 'THIRD_PARTY_DID', 'SHORT_CODE'])
    .default('DID'),
  status: z.enum(['CLAIMED', 'IN_PROGRESS', 'FAILED']).default('CLAIMED'),
  description: z.string().max(500).optional(),
});

const instanceSchema = z
  .strictObject({
    instanceId: id,
    /**
     * "Concurrent active calls per instance" (service quotas: 10 by default).
     * @default 10
     */
    concurrentCalls: z.int().min(0).default(10),
    /**
     * "Concurrent campaign active calls per instance" (0 by default): calls with `TrafficType` `CAMPAIGN`.
     * @default campaign calls count as concurrent calls
     */
    concurrentCampaignCalls: z.int().min(0).optional(),
    /** "Concurrent active tasks per instance" (2,500 by default). */
    concurrentTasks: z.int().min(0).default(2500),
    contactFlows: z.array(contactFlowSchema).min(1),
    queues: z.array(queueSchema).min(1),
    hoursOfOperations: z.array(hoursOfOperationSchema).default([]),
    phoneNumbers: z.array(phoneNumberSchema).min(1),
  })
  .superRefine((instance, context) => {
    const numbers = new Set(instance.phoneNumbers.map(({ phoneNumber }) => phoneNumber));
    const hours = new Set(instance.hoursOfOperations.map(({ hoursOfOperationId }) => hoursOfOperationId));
    const queues = new Set(instance.queues.map(({ queueId }) => queueId));
    const missing = (path: (string | number)[], thing: string, known: Set<string>, wanted?: string) => {
      if (wanted !== undefined && !known.has(wanted)) {
        context.addIssue({
          code: 'custom',
          path,
          message: `there is no ${thing} ${wanted} in this instance`,
        });
      }
    };
    instance.queues.forEach((queue, index) => {
      missing(['queues', index, 'outboundNumber'], 'phone number', numbers, queue.outboundNumber);
      missing(['queues', index, 'hoursOfOperationId'], 'hours of operation', hours, queue.hoursOfOperationId);
    });
    instance.contactFlows.forEach((flow, index) => {
      missing(['contactFlows', index, 'queueId'], 'queue', queues, flow.queueId);
    });
  });

/** A seed file: the simulated account and Region with its instances. */
export const seedSchema = z.strictObject({
  /** @default 'us-east-1' */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+){1,2}-\d$/, 'must be an AWS Region')
    .default('us-east-1'),
  /** @default '111122223333' */
  accountId: z
    .string()
    .regex(/^\d{12}$/, 'must be 12 digits')
    .default('111122223333'),
  instances: z.array(instanceSchema).min(1),
});

/** A seed before defaults. docs/simulator.md has the format. */
export type SeedInput = z.input<typeof seedSchema>;
/** A seed with all defaults. */
export type Seed = z.output<typeof seedSchema>;
export type Instance = Seed['instances'][number];
export type Queue = Instance['queues'][number];
export type ContactFlow = Instance['contactFlows'][number];
export type PhoneNumber = Instance['phoneNumbers'][number];
export type HoursOfOperation = Instance['hoursOfOperations'][number];

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
