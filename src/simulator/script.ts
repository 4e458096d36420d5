import { z } from 'zod';

/** The results of a dial. docs/simulator.md has the table. */
export const dispositions = [
  'answered',
  'flow-only',
  'abandoned',
  'voicemail',
  'fax',
  'no-answer',
  'busy',
  'invalid-number',
  'blocked',
  'telecom-problem',
  'not-allowed',
  'not-permitted',
  'internal-error',
] as const;

/** The result of one dial. */
export type Disposition = (typeof dispositions)[number];

/** How a telephone number behaves when it is dialed. */
export interface Script {
  /** Results of the first dial, the second and so on; the last one repeats. At least one. */
  readonly dispositions: readonly Disposition[];
  /**
   * Seconds from the request to the answer, or until the network ends the call. A call that is not answered by the
   * request's ring timeout ends then.
   * @default 4 for an answered call, the ring timeout for `no-answer`, 2 for `busy` and
   * `telecom-problem`, 1 for `invalid-number` and `blocked`
   */
  readonly ringSeconds?: number | undefined;
  /**
   * Seconds until the call ends: with the agent, in the queue without an agent, in the flow, or with the machine.
   * @default 20
   */
  readonly talkSeconds?: number | undefined;
  /**
   * Seconds until the person hangs up in a queue without a free agent.
   * @default the queue's `patienceSeconds`
   */
  readonly patienceSeconds?: number | undefined;
  /** Contact attributes that the flow sets once the call is connected. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** Contact attributes that the agent sets after the call has ended: after-call work. @default none */
  readonly afterCall?:
    { readonly seconds: number; readonly attributes: Readonly<Record<string, string>> } | undefined;
  /**
   * The `DisconnectReason` to record. An unanswered call, for example, may end as `TELECOM_TIMEOUT`,
   * `TELECOM_UNANSWERED` or `TELECOM_ORIGINATOR_CANCEL`.
   * @default the disposition's reason
   */
  readonly disconnectReason?: string | undefined;
}

const seconds = z.number().min(0).max(86_400);
const attributes = z.record(z.string().regex(/^[A-Za-z0-9_-]+$/), z.string());

export const scriptSchema: z.ZodType<Script> = z.strictObject({
  dispositions: z.array(z.enum(dispositions)).min(1),
  ringSeconds: seconds.optional(),
  talkSeconds: seconds.optional(),
  patienceSeconds: seconds.optional(),
  attributes: attributes.optional(),
  afterCall: z.strictObject({ seconds, attributes }).optional(),
  disconnectReason: z.string().min(1).max(256).optional(),
});

/** The result of the dial after `earlier` others. */
export function dispositionOf(script: Script, earlier: number): Disposition {
  return script.dispositions[earlier] ?? script.dispositions.at(-1) ?? 'answered';
}
