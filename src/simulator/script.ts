import { z } from 'zod';

/** What becomes of one dial of a number. docs/simulator.md has the table. */
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

/** What becomes of one dial of a number. */
export type Disposition = (typeof dispositions)[number];

/** How a telephone number behaves when it is dialed. */
export interface Script {
  /** What becomes of the first dial, of the second and so on. The last one repeats. At least one. */
  readonly dispositions: readonly Disposition[];
  /**
   * Seconds from the request to the answer, or to the network's verdict. A call that is not answered by the
   * request's ring timeout ends there.
   * @default 4 when somebody or something answers, the ring timeout for `no-answer`, 2 for `busy` and
   * `telecom-problem`, 1 for `invalid-number` and `blocked`
   */
  readonly ringSeconds?: number | undefined;
  /**
   * Seconds with the agent, in the queue without one, with the flow or with the machine, until the call ends.
   * @default 20
   */
  readonly talkSeconds?: number | undefined;
  /**
   * Seconds that the person waits in a queue until an agent is free, where the queue's agents are counted.
   * @default the queue's `patienceSeconds`
   */
  readonly patienceSeconds?: number | undefined;
  /** Contact attributes which the flow sets once the call is connected. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /**
   * Records this `DisconnectReason` in place of the disposition's own, for whoever must cope with another one: an
   * unanswered call, say, may end as `TELECOM_TIMEOUT`, `TELECOM_UNANSWERED` or `TELECOM_ORIGINATOR_CANCEL`.
   */
  readonly disconnectReason?: string | undefined;
}

const seconds = z.number().min(0).max(86_400);

export const scriptSchema: z.ZodType<Script> = z.strictObject({
  dispositions: z.array(z.enum(dispositions)).min(1),
  ringSeconds: seconds.optional(),
  talkSeconds: seconds.optional(),
  patienceSeconds: seconds.optional(),
  attributes: z.record(z.string().regex(/^[A-Za-z0-9_-]+$/), z.string()).optional(),
  disconnectReason: z.string().min(1).max(256).optional(),
});

/** What becomes of the dial after `earlier` others. */
export function dispositionOf(script: Script, earlier: number): Disposition {
  return script.dispositions[earlier] ?? script.dispositions.at(-1) ?? 'answered';
}
