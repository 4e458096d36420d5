import { z } from 'zod';
import { e164Schema } from '../e164';
import { attributesSchema, contactIdSchema, instanceIdSchema } from './common';

/** The references of a new voice contact or task. */
export const referenceSchema = z.object({
  Value: z.string().max(4096).optional(),
  // The model's enum has more; "ATTACHMENT is not a supported reference type during voice contact creation".
  Type: z.enum(['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL']),
  Status: z
    .enum(['AVAILABLE', 'DELETED', 'APPROVED', 'REJECTED', 'PROCESSING', 'FAILED', 'DRAFTING'])
    .optional(),
  Arn: z
    .string()
    .min(20)
    .max(256)
    .regex(/^[-:/A-Za-z0-9]+$/)
    .optional(),
  StatusReason: z.string().max(100).optional(),
});

/** The members of StartOutboundVoiceContact, with the limits of the service model. */
export const requestSchema = z.object({
  DestinationPhoneNumber: e164Schema,
  ContactFlowId: z.string().max(500),
  InstanceId: instanceIdSchema,
  ClientToken: z.string().max(500).optional(),
  SourcePhoneNumber: e164Schema.optional(),
  QueueId: z.string().optional(),
  Attributes: attributesSchema.optional(),
  References: z.record(z.string().min(1).max(4096), referenceSchema).optional(),
  Name: z.string().max(1024).optional(),
  Description: z.string().max(4096).optional(),
  RelatedContactId: contactIdSchema.optional(),
  TrafficType: z.enum(['GENERAL', 'CAMPAIGN']).optional(),
  AnswerMachineDetectionConfig: z
    .object({
      EnableAnswerMachineDetection: z.boolean().optional(),
      AwaitAnswerMachinePrompt: z.boolean().optional(),
    })
    .optional(),
  CampaignId: z.string().min(1).max(100).optional(),
  OutboundStrategy: z.unknown().optional(),
  RingTimeoutInSeconds: z.int().min(15).max(60).optional(),
});

export type StartOutboundVoiceContactRequest = z.infer<typeof requestSchema>;
