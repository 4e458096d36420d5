import { z } from 'zod';
import { idExpected, readConnectId, type ConnectResource } from '../connect-id';
import { e164Expected, readPhoneNumber } from '../read-phone-number';

/** A phone number, which has one spelling once it is parsed: E.164. */
export const e164 = z.string({ error: e164Expected }).check(
  keeping((given) => {
    const read = readPhoneNumber(given);
    return 'e164' in read ? { kept: read.e164 } : read;
  }),
);

/** An Amazon Connect resource: its ID, or its ARN, of which the ID is kept. */
export function connectId(resource: ConnectResource) {
  const error = idExpected(resource);
  return z
    .string({ error })
    .min(1, { error })
    .max(500)
    .check(
      keeping((given) => {
        const read = readConnectId(given, resource);
        return 'id' in read ? { kept: read.id } : read;
      }),
    );
}

/** Keeps what was read of a text. A problem does not hide the other problems of a request. */
function keeping(read: (given: string) => { readonly kept: string } | { readonly problem: string }) {
  return (payload: z.core.ParsePayload<string>): void => {
    const found = read(payload.value);
    if ('kept' in found) payload.value = found.kept;
    else
      payload.issues.push({ code: 'custom', message: found.problem, input: payload.value, continue: true });
  };
}

/** Of a contact attribute. */
export const attributeName = /^[A-Za-z0-9_-]+$/;

const attributes = z.record(z.string().regex(attributeName), z.string(), {
  error: ({ code }) =>
    code === 'invalid_key' ? 'an attribute name has only letters, digits, "-" and "_"' : undefined,
});

/** Shown to the agent with the contact: a link, a number, a date. Attachments are not supported when a call is created. */
const reference = z
  .strictObject({
    value: z.string().max(4096),
    type: z.enum(['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL'], {
      error:
        'expected "URL", "NUMBER", "STRING", "DATE" or "EMAIL": the types that a voice contact can be created with',
    }),
  })
  .refine(({ type, value }) => type !== 'URL' || isWebAddress(value), {
    path: ['value'],
    error: 'expected a URL that begins with https:// or http://, since agents open it',
  });

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

/** The contact's name, shown to the agent; at most 1,024 characters. Only on the request: a step's `name` is the step's own. */
export const contactName = z.string().max(1024);

/**
 * Members of StartOutboundVoiceContact, in camelCase, that can be set on the request and overridden on a step.
 * Limits: API reference of StartOutboundVoiceContact, read on 2026-11-21.
 */
export const dialOptions = {
  /** At most 4,096 characters. */
  description: z.string().max(4096).optional(),
  /** Shown to the agent, by name. */
  references: z.record(z.string().min(1).max(4096), reference).optional(),
  /** A contact whose attributes are copied to this one. */
  relatedContactId: connectId('contact').optional(),
  /**
   * Seconds, 15 to 60. Only known to be honoured with `"trafficType": "CAMPAIGN"`; without it the call assumes 60, and dials
   * without the member if Amazon Connect refuses it. @default Amazon Connect rings for 60 s
   */
  ringTimeoutInSeconds: z.int().min(15).max(60).optional(),
  /** CAMPAIGN needs a quota that is 0 by default; answering machine detection requires it. @default Amazon Connect's: GENERAL */
  trafficType: z.enum(['GENERAL', 'CAMPAIGN']).optional(),
  campaignId: z.string().min(1).max(100).optional(),
  /** Distinguishes a voicemail from a person. Requires `"trafficType": "CAMPAIGN"`. */
  answerMachineDetectionConfig: z
    .strictObject({
      enableAnswerMachineDetection: z.boolean().optional(),
      awaitAnswerMachinePrompt: z.boolean().optional(),
    })
    .optional(),
  /** Contact attributes for the flow; a step's override the request's by name. At most 32,768 bytes in all. */
  attributes: attributes.optional(),
  /** Refused: only the service principal of outbound campaigns may use it. */
  outboundStrategy: z
    .never({ error: 'only outbound campaigns may dial with a strategy (agent first, preview); leave it out' })
    .optional(),
};

/** Compile-time shape of {@link dialOptions}. */
export type DialOptions = z.output<z.ZodObject<typeof dialOptions>>;

/** UTF-8 bytes of all names and values of a contact's attributes. Source: API reference of StartOutboundVoiceContact. */
export const attributeByteLimit = 32_768;

export function attributeBytes(given: Readonly<Record<string, string>>): number {
  return Object.entries(given).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
}
