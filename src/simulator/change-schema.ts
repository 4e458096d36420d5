import { z } from 'zod';
import type { Change } from './change';
import type { Contact } from './contact';
import { faultSchema } from './fault-schema';
import { operationNames } from './operations';
import { scriptSchema } from './script';
import { overrideSchema } from './seed/hours';
import type { Timeline } from './timeline';

const at = z.number();
const text = z.string();
const attributes = z.record(text, text);

const timelineSchema: z.ZodType<Timeline> = z.object({
  initiatedAt: at,
  ringingAt: at.optional(),
  connectedAt: at.optional(),
  queuedAt: at.optional(),
  agentAt: at.optional(),
  detected: z.object({ at, status: text }).optional(),
  ended: z.object({ at, reason: text }).optional(),
});

const request = {
  instanceId: text,
  contactFlowId: text,
  attributes,
  name: text.optional(),
  description: text.optional(),
  relatedContactId: text.optional(),
};

const contact = {
  contactId: text,
  timeline: timelineSchema,
  queueId: text,
  agentId: text.optional(),
  wait: z.object({ patienceSeconds: z.number(), talkSeconds: z.number(), reason: text }).optional(),
  updates: z.array(z.object({ at, attributes })),
};

const contactSchema: z.ZodType<Contact> = z.discriminatedUnion('channel', [
  z.object({
    ...contact,
    channel: z.literal('VOICE'),
    call: z.object({
      ...request,
      destinationPhoneNumber: text,
      queueId: text.optional(),
      sourcePhoneNumber: text,
      campaignId: text.optional(),
      trafficType: z.enum(['GENERAL', 'CAMPAIGN']),
      detectsAnsweringMachine: z.boolean(),
      ringTimeoutSeconds: z.number().optional(),
    }),
  }),
  z.object({
    ...contact,
    channel: z.literal('TASK'),
    task: z.object({ ...request, previousContactId: text.optional(), scheduledAt: at.optional() }),
  }),
]);

const hours = { instanceId: text, hoursOfOperationId: text };

/** A change in the journal. */
export const changeSchema: z.ZodType<Change> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('scripted'), e164: text, script: scriptSchema }),
  z.object({ type: z.literal('dial-refused'), e164: text }),
  z.object({
    type: z.literal('contact-started'),
    contact: contactSchema,
    token: z.object({ clientToken: text, requestDigest: text }).optional(),
    dials: z.boolean(),
  }),
  z.object({ type: z.literal('contact-stopped'), contactId: text, at }),
  z.object({ type: z.literal('attributes-updated'), contactId: text, at, attributes }),
  z.object({ type: z.literal('override-put'), ...hours, override: overrideSchema }),
  z.object({ type: z.literal('override-deleted'), ...hours, overrideId: text }),
  z.object({ type: z.literal('fault-added'), fault: faultSchema }),
  z.object({ type: z.literal('fault-drawn'), operation: z.enum(operationNames) }),
  z.object({ type: z.literal('faults-cleared') }),
  z.object({ type: z.literal('events-handed-over'), contactId: text, events: z.number() }),
  z.object({ type: z.literal('reset') }),
]);
