import type { Behaviour } from '../behaviour';
import { contactAt } from '../contact';
import { invalidRequest, notFound } from '../errors';
import { existingContactFlow, existingQueue, plainId } from '../identifiers';
import type { ContactFlow, Instance, Queue } from '../seed/seed';
import type { World } from '../world';

/** The flow, if a contact can start with it: published, active and of type `CONTACT_FLOW`. */
export function dialableFlow(
  instance: Instance,
  contactFlowId: string,
  { unusableFlow }: Pick<Behaviour, 'unusableFlow'>,
): ContactFlow {
  const flow = existingContactFlow(instance, contactFlowId);
  if (flow.status === 'PUBLISHED' && flow.state === 'ACTIVE' && flow.type === 'CONTACT_FLOW') return flow;
  if (unusableFlow === 'not-found') throw notFound('Contact flow', contactFlowId);
  throw invalidRequest(
    `ContactFlowId: flow ${flow.contactFlowId} is a ${flow.type}, ${flow.status} and ${flow.state}; ` +
      'needed is a CONTACT_FLOW, PUBLISHED and ACTIVE',
  );
}

/** The queue to which the flow transfers contacts without a queue. */
export function queueOfFlow(instance: Instance, { queueId }: ContactFlow): Queue {
  const [first] = instance.queues;
  const chosen = queueId ?? first?.queueId;
  if (chosen === undefined) throw notFound('Queue', 'of the flow');
  return existingQueue(instance, chosen);
}

/** "RelatedContactId copies over contact attributes from the related contact to the new contact." */
export function relatedAttributes(
  { instanceId }: Instance,
  contactId: string | undefined,
  { exchange }: World,
  now: number,
): Readonly<Record<string, string>> {
  if (contactId === undefined) return {};
  const related = exchange.find(instanceId, plainId('RelatedContactId', contactId));
  if (!related) throw notFound('Related contact', contactId);
  return contactAt(related, now).attributes;
}
