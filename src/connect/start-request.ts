import { z } from 'zod';
import type { ConnectResource } from '../domain/connect-id';
import { attemptId, type AttemptPlan, type CallIdentity } from '../domain/call/attempt';
import {
  attributeByteLimit,
  attributeBytes,
  connectId,
  contactName,
  dialOptions,
  e164,
} from '../domain/policy/dial-options';
import { e164Expected } from '../domain/read-phone-number';
import { ReservedAttribute } from '../domain/reserved-contact-attributes';
import { clientToken } from './client-token';

/** What is sent is exactly what was checked, counted and guarded: nothing is read anew here, only refused. */
function sentAs(schema: z.ZodType<string>, expected: string) {
  return z.unknown().transform((given, context) => {
    const read = schema.safeParse(given);
    if (read.success && read.data === given) return read.data;
    const message = read.error?.issues[0]?.message ?? expected;
    context.addIssue({ code: 'custom', message, input: given });
    return z.NEVER;
  });
}

const sentId = (resource: ConnectResource) =>
  sentAs(connectId(resource), 'expected the ID alone, as Amazon Connect writes it');
const sentNumber = sentAs(e164, `${e164Expected}, with nothing between the digits`);

/** StartOutboundVoiceContact's input, in camelCase. The AWS SDK checks none of it before it sends. */
export const startRequestSchema = z
  .object({
    ...dialOptions,
    name: contactName.optional(),
    relatedContactId: sentId('contact').optional(),
    instanceId: sentId('instance'),
    contactFlowId: sentId('contact-flow'),
    clientToken: z.string().min(1).max(500),
    destinationPhoneNumber: sentNumber,
    queueId: sentId('queue').optional(),
    sourcePhoneNumber: sentNumber.optional(),
  })
  .superRefine((request, context) => {
    const refuse = (member: string, message: string) => {
      context.addIssue({ code: 'custom', path: [member], message });
    };
    if (request.queueId === undefined && request.sourcePhoneNumber === undefined) {
      refuse('queueId', 'is missing, and so is sourcePhoneNumber: one of them must give the caller ID');
    }
    if (
      request.answerMachineDetectionConfig?.enableAnswerMachineDetection &&
      request.trafficType !== 'CAMPAIGN'
    ) {
      refuse('trafficType', 'must be CAMPAIGN with answering machine detection');
    }
    const bytes = attributeBytes(request.attributes ?? {});
    if (bytes > attributeByteLimit) {
      refuse(
        'attributes',
        `have ${bytes} bytes of names and values; at most ${attributeByteLimit} are allowed`,
      );
    }
  });

export type StartOutboundVoiceContactRequest = z.output<typeof startRequestSchema>;

/** The request of an attempt. Always the same, since it depends only on the plan and the call's identity. */
export function startRequest(call: CallIdentity, plan: AttemptPlan): StartOutboundVoiceContactRequest {
  return startRequestSchema.parse({
    ...plan,
    clientToken: clientToken(call, plan.number),
    attributes: {
      ...plan.attributes,
      [ReservedAttribute.WorkflowId]: call.workflowId,
      [ReservedAttribute.AttemptId]: attemptId(call, plan.number),
    },
  });
}

/** What a request says about the person: it must not stand in a message. */
export function personalIn({
  destinationPhoneNumber,
  attributes = {},
  references = {},
  name,
  description,
}: StartOutboundVoiceContactRequest): string[] {
  const reserved: readonly string[] = Object.values(ReservedAttribute);
  const values = Object.entries(attributes).flatMap(([key, value]) => (reserved.includes(key) ? [] : value));
  const shown = Object.values(references).map(({ value }) => value);
  return [destinationPhoneNumber.slice(1), ...values, ...shown, name ?? [], description ?? []].flat();
}
