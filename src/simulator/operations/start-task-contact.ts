import { z } from 'zod';
import type { Task } from '../contact';
import { invalidParameter, invalidRequest, notFound } from '../errors';
import { existingInstance, plainId } from '../identifiers';
import type { World } from '../world';
import {
  attributesSchema,
  contactIdSchema,
  instanceIdSchema,
  refuseTooManyAttributes,
  tokenUseOf,
} from './common';
import { dialableFlow, queueOfFlow, relatedAttributes } from './new-contact';
import type { Operation } from './operation';
import { parseBody } from './parse';
import { referenceSchema } from './start-outbound-voice-contact.schema';

const requestSchema = z.object({
  InstanceId: instanceIdSchema,
  PreviousContactId: contactIdSchema.optional(),
  ContactFlowId: z.string().max(500).optional(),
  Attributes: attributesSchema.optional(),
  Name: z.string().max(1024),
  References: z.record(z.string().min(1).max(4096), referenceSchema).optional(),
  Description: z.string().max(4096).optional(),
  ClientToken: z.string().max(500).optional(),
  /** Epoch seconds. */
  ScheduledTime: z.number().optional(),
  TaskTemplateId: z.string().min(1).max(500).optional(),
  QuickConnectId: z.string().optional(),
  RelatedContactId: contactIdSchema.optional(),
});

/** "A task can be scheduled up to six days ahead" (API reference; the quotas page says 90). */
const longestAheadSeconds = 6 * 24 * 3600;

export const startTaskContact: Operation<'StartTaskContact'> = {
  name: 'StartTaskContact',
  method: 'PUT',
  path: '/contact/task',
  answer({ body, now }, world) {
    const request = parseBody(requestSchema, body);
    refuseTooManyAttributes(request.Attributes);
    refuseBadSchedule(request.ScheduledTime, now);
    const instance = existingInstance(world.seed, request.InstanceId);
    const flow = dialableFlow(instance, flowIdOf(request), world.behaviour);
    const previous = request.PreviousContactId && plainId('PreviousContactId', request.PreviousContactId);
    if (previous !== undefined && !world.exchange.find(instance.instanceId, previous)) {
      throw notFound('Previous contact', previous);
    }
    const task: Task = {
      instanceId: instance.instanceId,
      contactFlowId: flow.contactFlowId,
      attributes: {
        ...inherited(request, world, now),
        ...request.Attributes,
      },
      name: request.Name,
      description: request.Description,
      relatedContactId: request.RelatedContactId,
      previousContactId: previous,
      scheduledAt: request.ScheduledTime === undefined ? undefined : request.ScheduledTime * 1000,
    };
    const place = { instance, queue: queueOfFlow(instance, flow) };
    return { ContactId: world.exchange.startTask(task, place, tokenUseOf(request), now).contactId };
  },
};

function inherited(
  { InstanceId, RelatedContactId }: z.infer<typeof requestSchema>,
  world: World,
  now: number,
) {
  return relatedAttributes(existingInstance(world.seed, InstanceId), RelatedContactId, world, now);
}

/** Of the three kinds of target of a task, simulated instances have only flows. */
function flowIdOf({ ContactFlowId, QuickConnectId, TaskTemplateId }: z.infer<typeof requestSchema>): string {
  const given = [ContactFlowId, QuickConnectId, TaskTemplateId].filter((id) => id !== undefined);
  if (given.length !== 1) {
    throw invalidRequest('ContactFlowId: set exactly one of it, QuickConnectId and TaskTemplateId');
  }
  if (QuickConnectId !== undefined) throw notFound('Quick connect', QuickConnectId);
  if (ContactFlowId === undefined) throw notFound('Task template', given.join());
  return ContactFlowId;
}

function refuseBadSchedule(scheduledTime: number | undefined, now: number): void {
  if (scheduledTime === undefined) return;
  if (scheduledTime * 1000 < now) throw invalidParameter('ScheduledTime: is in the past');
  if (scheduledTime * 1000 > now + longestAheadSeconds * 1000) {
    throw invalidParameter('ScheduledTime: is more than six days ahead');
  }
}
