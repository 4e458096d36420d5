import { z } from 'zod';

/**
 * The quotas of one Amazon Connect instance, from the service quotas page of your account. Workers use them fully and never exceed
 * them. Requests are counted per account and Region, so instances of one Region share them: give each its part. Defaults: Amazon
 * Connect service quotas, read on 2026-11-21; new accounts may have less.
 */
const quotasSchema = z.strictObject({
  /** StartOutboundVoiceContact requests a second. @default 2 */
  dialsPerSecond: z.number().positive().default(2),
  /** StartOutboundVoiceContact requests in one burst. @default 5 */
  dialBurst: z.int().min(1).default(5),
  /** DescribeContact requests a second. @default 10 */
  describesPerSecond: z.number().positive().default(10),
  /** StopContact requests a second. @default 10 */
  stopsPerSecond: z.number().positive().default(10),
  /** SearchContacts requests a second; sent only where contacts are `searchable`. @default 0.5 */
  searchesPerSecond: z.number().positive().default(0.5),
  /**
   * "Concurrent active calls": calls that the instance carries at once, including inbound calls and calls in flows and queues.
   * @default 10
   */
  concurrentCalls: z.int().min(1).default(10),
  /** How many of the concurrent calls are kept free for inbound calls. @default 0 */
  inboundHeadroom: z.int().min(0).default(0),
  /**
   * "Concurrent campaign active calls": calls with `"trafficType": "CAMPAIGN"`, a separate quota that is 0 until AWS raises it.
   * @default campaign calls use lines of `concurrentCalls`, so that both kinds together stay within it
   */
  concurrentCampaignCalls: z.int().min(1).optional(),
});

export type QuotasInput = z.input<typeof quotasSchema>;
export type Quotas = z.output<typeof quotasSchema>;

/** @throws ZodError on invalid quotas, such as a headroom that leaves no line */
export function quotasOf(input: QuotasInput = {}): Quotas {
  return checkedQuotasSchema.parse(input);
}

/** {@link quotasSchema} with checks across members. */
export const checkedQuotasSchema = quotasSchema.refine(
  ({ concurrentCalls, inboundHeadroom }) => inboundHeadroom < concurrentCalls,
  { path: ['inboundHeadroom'], error: 'leaves no line to call on: it must be less than concurrentCalls' },
);
