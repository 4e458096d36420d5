import { z } from 'zod';

const e164Expected =
  'expected a phone number in E.164, such as "+12065550100": a plus sign, country code and number, no spaces';

/** E.164: a plus sign, the country code, the number; 15 digits at most. */
export const e164 = z.string({ error: e164Expected }).regex(/^\+[1-9]\d{1,14}$/, { error: e164Expected });

/** An Amazon Connect resource: its ID, the last part of its ARN. */
export const identifier = z
  .string({ error: 'expected an Amazon Connect ID, such as "aaaaaaaa-0000-4000-8000-000000000001"' })
  .min(1)
  .max(500);

const attributes = z.record(z.string().regex(/^[A-Za-z0-9_-]+$/), z.string(), {
  error: ({ code }) =>
    code === 'invalid_key' ? 'an attribute name has only letters, digits, "-" and "_"' : undefined,
});

/** Members of StartOutboundVoiceContact, in camelCase, that can be set on the request and overridden on a step. */
export const dialOptions = {
  /** 15 to 60; Amazon Connect rings for 60 s by default. Only known to be honoured with `"trafficType": "CAMPAIGN"`. */
  ringTimeoutInSeconds: z.int().min(15).max(60).optional(),
  /** Amazon Connect's default is GENERAL; CAMPAIGN needs a quota that is 0 by default, and is what detection needs. */
  trafficType: z.enum(['GENERAL', 'CAMPAIGN']).optional(),
  campaignId: z.string().min(1).max(100).optional(),
  answerMachineDetectionConfig: z
    .strictObject({
      enableAnswerMachineDetection: z.boolean(),
      awaitAnswerMachinePrompt: z.boolean().optional(),
    })
    .optional(),
  /** Contact attributes for the flow; a step's are laid over the request's. At most 32,768 bytes in all. */
  attributes: attributes.optional(),
};
