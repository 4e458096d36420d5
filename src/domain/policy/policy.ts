import { z } from 'zod';
import { beforeDialSchema } from './before-dial-options';
import { callbacksSchema } from './callback-options';
import { callingHoursSchema } from '../hours/calling-hours';
import { connectId, dialOptions, e164 } from './dial-options';
import { dispositions } from '../call/disposition';
import { actions, type Rule } from './disposition-rules';
import { days, duration, minutes, seconds } from './duration';
import { nameOfCharacter } from '../name-of-character';
import { policyRulesSchema } from '../rules/policy-rules';

/** What one disposition leads to. */
const action = z.enum(actions);

const ruleSchema = z.union(
  [
    action.transform((name): Rule => ({ action: name })),
    z
      .strictObject({
        /**
         * `retry`: this step while it has attempts left, then the next step. `next-step`: the next step, without this step's other attempts. `next-number`: the next
         * step that dials another number. `stop`: end the call. @default "retry"
         */
        action: action.default('retry'),
        /** How long to wait before the next attempt. @default the step's `retryAfter` with its `backoff` */
        retryAfter: duration().optional(),
        /** Added to `retryAfter` for each further attempt with this disposition. @default 0 */
        increment: duration().optional(),
      })
      .refine((rule) => rule.increment === undefined || rule.retryAfter !== undefined, {
        path: ['increment'],
        error: 'requires "retryAfter", which it increases each time',
      }),
  ],
  {
    error:
      'expected "retry", "next-step", "next-number", "stop", or {"action": …, "retryAfter": "5 minutes"}',
  },
);

/** Shown in terminals, lists and search attributes: on one line, and as it is written. */
const stepName = z
  .string()
  .min(1)
  .max(60)
  .superRefine((name, context) => {
    const [unprintable] = /[\p{C}\p{Zl}\p{Zp}]/u.exec(name) ?? [];
    if (unprintable !== undefined)
      context.addIssue(`has ${nameOfCharacter(unprintable)}: use printable characters, on one line`);
  });

const mostSteps = 50;
const mostAttemptsOfStep = 100;
/** Temporal ends a workflow at 51,200 events, and an attempt takes about twenty. */
const mostAttempts = 1_000;

const stepSchema = z
  .strictObject({
    /** Unique within the policy, printable, on one line. Shown to people, and attempts are counted by it. @default "step-1", "step-2", … */
    name: stepName.optional(),
    /** Amazon Connect queue: gives the caller ID, and a person who answers waits in it. */
    queueId: connectId('queue').optional(),
    /** E.164; a number claimed in the instance, used as caller ID. */
    sourcePhoneNumber: e164.optional(),
    /** E.164; another number of the same person. @default the request's */
    destinationPhoneNumber: e164.optional(),
    /** Attempts that this step may make. @default 1 */
    attempts: z.int().min(1).max(mostAttemptsOfStep).default(1),
    /** How long to wait after an attempt of this step before the next attempt, on any step. @default 30 minutes */
    retryAfter: duration().default(30 * minutes),
    /** Each further wait of this step is the previous one times this. @default 1 */
    backoff: z.number().min(1).max(10).default(1),
    /** The flow that runs when the phone is answered. @default the policy's */
    contactFlowId: connectId('contact-flow').optional(),
    ...dialOptions,
  })
  .refine((step) => step.queueId !== undefined || step.sourcePhoneNumber !== undefined, {
    error: 'has no caller ID: set queueId, sourcePhoneNumber, or both',
  });
export type Step = z.output<typeof stepSchema> & { name: string };

const contactAttribute = z.strictObject({
  /** Name of a contact attribute that the contact flow sets. */
  attribute: z.string().min(1),
  equals: z.string(),
});

const reachedWhen = z.union([z.literal('agent'), z.literal('connected'), contactAttribute], {
  error: 'say what counts as reached: "agent", "connected", or {"attribute": "confirmed", "equals": "yes"}',
});

/** Steps, disposition rules, calling hours and limits, as plain data. Parsing fills in every default except the usual rules of `on`. */
export const policySchema = z
  .strictObject({
    /** Amazon Connect instance: ID or ARN. @default `connect.instanceId` of temporal.config.ts */
    instanceId: connectId('instance'),
    /** The flow that runs when the phone is answered; a step can override it. @default `connect.contactFlowId` of temporal.config.ts */
    contactFlowId: connectId('contact-flow'),
    /**
     * When the person counts as reached: they talked to an `"agent"`; the phone was `"connected"` (a voicemail is connected too, unless
     * detection is on); or the flow set an attribute. Required, since Amazon Connect can't distinguish a voicemail from a person
     * without campaign traffic.
     */
    reachedWhen,
    /** With `"reachedWhen": "connected"`: the minimum number of seconds from answer to end. @default 0 */
    minTalkSeconds: z.number().min(0).max(86_400).optional(),
    /**
     * A contact attribute that the flow sets when the person does not want such calls. The call then ends as `opted-out`, and rules
     * with a rest after a refusal apply. @default none
     */
    refusedWhen: contactAttribute.optional(),
    /**
     * The person, or your code, may ask for a call at a time of their own. The next attempt is then made at that time, inside the calling
     * hours and limits, on the step of the last attempt. It uses up no attempt of the steps or of `limits.attempts`, and may come after
     * the deadline. @default no callbacks
     */
    callbacks: callbacksSchema.optional(),
    /** The escalation ladder, from the first step on. */
    steps: z.array(stepSchema).min(1, 'give at least one step').max(mostSteps),
    /** What dispositions lead to. @default the usual rules (docs/policy.md) */
    on: z.partialRecord(z.enum(dispositions), ruleSchema).default({}),
    /** When dialing is allowed. @default at any time */
    callingHours: callingHoursSchema.optional(),
    /** Your own activity that is queried before every dial. @default none */
    beforeDial: beforeDialSchema.optional(),
    /** Rule packs, by name or in full, such as `["us-tcpa"]`. They apply in addition to this policy's hours and limits. @default none */
    rules: policyRulesSchema.default([]),
    limits: z
      .strictObject({
        /** Attempts of the whole call. @default the steps' attempts together, 1,000 at most */
        attempts: z.int().min(1).max(mostAttempts).optional(),
        /** From the start of the call; nothing is dialed after it, except callbacks. @default 7 days */
        deadline: duration({ min: 1 * seconds }).default(7 * days),
        /** Attempts per calendar day of the recipient. With a ledger, attempts of other calls count too. @default unlimited */
        perDay: z.int().min(1).max(mostAttempts).optional(),
        /** Attempts in any period of a given length, such as `{"most": 7, "within": "7 days"}`; counted like `perDay`. @default none */
        rolling: z
          .array(
            z.strictObject({
              most: z.int().min(1).max(mostAttempts),
              within: duration({ min: 1 * minutes }),
            }),
          )
          .max(10)
          .default([]),
        /**
         * Minimum time between two attempts. The entries of a list take turns, so that `["27 hours", "29 hours", "31 hours"]` dials at a
         * different time of day each time. Counted like `perDay`. @default none
         */
        rest: z
          .union([duration().transform((one) => [one]), z.array(duration()).min(1).max(20)], {
            error: 'expected a duration such as "24 hours", or a list of them',
          })
          .optional(),
      })
      .prefault({}),
    /**
     * When Amazon Connect's answer to a dial is lost: `"same-token"` sends again with the same ClientToken, so the phone rings once as
     * long as Amazon Connect remembers the token; `"never"` counts the attempt as `unknown` at once. @default "same-token"
     */
    resend: z.enum(['same-token', 'never']).default('same-token'),
    /** How long after the first send the same token may be sent again. @default 60 seconds */
    resendWindow: duration({ max: 10 * minutes }).default(60 * seconds),
    /**
     * The usual maximum length of an answered call: flow, queue and conversation together. With contact events, polling starts this
     * long after the longest ring if no event has arrived; 20 minutes at most. @default 5 minutes
     */
    usualTalk: duration({ max: 20 * minutes }).default(5 * minutes),
    /** After an attempt whose end was not seen: no dial before the longest ring (60 s) plus this time has passed. @default 15 minutes */
    quietPeriod: duration().default(15 * minutes),
    /**
     * Which dials wait for the quiet period: all dials of the `"person"`, or only those to the `"number"` that may be ringing. With
     * `"number"`, the steps that dial another number are tried at once, so two phones of the person may ring at the same time.
     * @default "person"
     */
    quietPeriodAppliesTo: z.enum(['person', 'number']).default('person'),
  })
  .transform((policy, context) => {
    const steps = policy.steps.map((step, index): Step => ({
      ...step,
      name: step.name ?? `step-${index + 1}`,
    }));
    steps.forEach((step, index) => {
      if (steps.findIndex((other) => other.name === step.name) !== index) {
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'name'],
          message: 'is already the name of an earlier step',
        });
      }
    });
    if (policy.minTalkSeconds !== undefined && policy.reachedWhen !== 'connected') {
      context.addIssue({
        code: 'custom',
        path: ['minTalkSeconds'],
        message: 'requires "reachedWhen": "connected"',
      });
    }
    const possible = steps.reduce((sum, step) => sum + step.attempts, 0);
    const attempts = policy.limits.attempts ?? Math.min(possible, mostAttempts);
    return {
      ...policy,
      steps,
      limits: { ...policy.limits, attempts },
    };
  });

/** A policy as people write it. */
export type PolicyInput = z.input<typeof policySchema>;
/** A policy with every default filled in except the usual rules of `on`; durations are milliseconds. */
export type Policy = z.output<typeof policySchema>;
