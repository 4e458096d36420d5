import { z } from 'zod';
import { attributeConflicts } from './attribute-conflicts';
import { attributeByteLimit, attributeBytes, contactName, dialOptions, e164 } from '../policy/dial-options';
import { countryCodes } from '../destination-guard';
import { foreignNumbers } from './foreign-numbers';
import { placeOfCallee, type RequestedCallee } from '../places/place-of';
import { region } from '../places/regions';
import { policySchema, type Policy } from '../policy/policy';
import { ReservedAttribute } from '../reserved-contact-attributes';
import { timeZone } from '../hours/time-zone';

/** Temporal's own priority options. Fairness must be turned on in the server. Sent unencrypted, so it must hold no personal data. */
const prioritySchema = z.strictObject({
  /** 1 (first) to 5 (last). @default 3 */
  priorityKey: z.int().min(1).max(5).optional(),
  /** Calls with different keys, such as tenants, get turns in proportion to their weights, however many are waiting. */
  fairnessKey: z
    .string()
    .min(1)
    .refine((key) => Buffer.byteLength(key) <= 64, 'has more than 64 bytes')
    .optional(),
  /** 0.001 to 1,000. @default 1 */
  fairnessWeight: z.number().min(0.001).max(1000).optional(),
});

/** A request to reach a person about a subject under a policy. The only argument of the workflow `outboundCall`. */
export const outboundCallRequestSchema = z
  .strictObject({
    /** E.164. */
    destinationPhoneNumber: e164,
    /**
     * The countries whose numbers this call may dial (ISO 3166-1), such as `["NZ"]`. @default where the policy has rules, the countries
     * that they are for, since a number of another country most likely lacks its country code; without rules, every country
     */
    allowedCountries: countryCodes.optional(),
    /**
     * The person's IANA zone. @default the zones of the `postcode`, the `region` or the number; if there are several, calling hours on
     * the recipient's clock must be open in all of them
     */
    timeZone: timeZone.optional(),
    /** Where the person is: a country (ISO 3166-1, `"FR"`) or a region (ISO 3166-2, `"US-WA"`). @default that of the `postcode` or the number */
    region: region.optional(),
    /** The person's postcode, in the country of `region`, or else of the number. Supported: US, CA, AU, FR and their territories. */
    postcode: z.string().min(1).max(20).optional(),
    /** What the call is about, such as a debt or an order. Some rules count attempts by it. Encrypted by the codec; at most 200 characters. */
    subject: z.string().min(1).max(200).optional(),
    /** The contact's name, shown to the agent; at most 1,024 characters. */
    name: contactName.optional(),
    ...dialOptions,
    /** The order in which waiting calls get their turn. @default all equal */
    priority: prioritySchema.optional(),
    policy: policySchema,
  })
  .superRefine((request, context) => {
    refuseUnknownPlace(request, context);
    const reported = new Set<string>();
    const refuse = (path: (string | number)[], message: string) => {
      // A problem of an inherited member is reported once, not for every step.
      if (reported.has(path.join('.') + message)) return;
      reported.add(path.join('.') + message);
      context.addIssue({ code: 'custom', path, message });
    };
    request.policy.steps.forEach((step, index) => {
      const whereIs = (member: 'attributes' | 'answerMachineDetectionConfig') =>
        step[member] === undefined ? [member] : ['policy', 'steps', index, member];

      const detection = step.answerMachineDetectionConfig ?? request.answerMachineDetectionConfig;
      const traffic = step.trafficType ?? request.trafficType;
      if (detection?.enableAnswerMachineDetection && traffic !== 'CAMPAIGN') {
        refuse(
          whereIs('answerMachineDetectionConfig'),
          'answering machine detection needs "trafficType": "CAMPAIGN"',
        );
      }
      const attributes = { ...request.attributes, ...step.attributes };
      for (const name of Object.values(ReservedAttribute).filter((reserved) => reserved in attributes)) {
        refuse(
          [...whereIs('attributes'), name],
          'is a reserved name: this package uses it for the ID of the call or attempt',
        );
      }
      for (const { attribute, message } of attributeConflicts(request.policy, attributes)) {
        const isOfStep = step.attributes !== undefined && attribute in step.attributes;
        refuse([...(isOfStep ? whereIs('attributes') : ['attributes']), attribute], message);
      }
      const bytes = attributeBytes(attributes);
      if (bytes > attributeByteLimit - reservedBytes) {
        refuse(
          whereIs('attributes'),
          `${bytes} bytes of names and values; at most ${attributeByteLimit - reservedBytes} fit: Amazon Connect accepts ${attributeByteLimit} per contact, and ${reservedBytes} are reserved for the two attributes of this package`,
        );
      }
    });
    for (const { path, message } of foreignNumbers(request)) refuse(path, message);
  });

/** Refuse hours in an unknown time zone, and a postcode of an unknown country. */
function refuseUnknownPlace(
  request: RequestedCallee & { readonly policy: Policy },
  context: z.RefinementCtx,
): void {
  // A number that is not E.164 has its own problem.
  if (!e164.safeParse(request.destinationPhoneNumber).success) return;
  const { zones, regions } = placeOfCallee(request);
  if (zones.length === 0 && goesByTheirClock(request.policy)) {
    context.addIssue({
      code: 'custom',
      path: ['timeZone'],
      message:
        'is missing: the policy depends on the recipient\'s clock (calling hours, rules or a limit per day), and the number belongs to no country. Give timeZone (an IANA name), region (such as "US-WA"), or a default in policy.callingHours.unknownTimeZone',
    });
  }
  if (request.postcode !== undefined && regions.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['postcode'],
      message: `can't be read without a country, and the number belongs to none. Give region too, such as "US"`,
    });
  }
}

function goesByTheirClock({ callingHours, rules, limits }: Policy): boolean {
  return callingHours?.timeZone === 'recipient' || rules.length > 0 || limits.perDay !== undefined;
}

/** A request as people write it. */
export type OutboundCallInput = z.input<typeof outboundCallRequestSchema>;
/** A request with every default filled in; durations are milliseconds. */
export type OutboundCallRequest = z.output<typeof outboundCallRequestSchema>;

/** The most that a workflow ID (1,000 characters, 4 bytes each), an attempt's id and the two names take. */
const reservedBytes = 4_200;
