import { invalidRequest, notFound } from './errors';
import type { ContactFlow, HoursOfOperation, Instance, PhoneNumber, Queue, Seed } from './seed/seed';

/**
 * Amazon Connect refuses the ARN of an instance (message as users of Terraform have reported it). Its API reference says of the
 * other IDs that they are the last part of their ARNs, so these are refused alike.
 *
 * @throws ServiceError `InvalidRequestException` for an ARN
 */
export function plainId(member: string, id: string): string {
  if (id.startsWith('arn:')) throw invalidRequest(`Invalid input for field ${member}`);
  return id;
}

/** For the few members that are documented to take an ARN. */
export function idOfArn(idOrArn: string): string {
  return idOrArn.startsWith('arn:') ? idOrArn.slice(idOrArn.lastIndexOf('/') + 1) : idOrArn;
}

/** @throws ServiceError `InvalidRequestException` for an ARN, `ResourceNotFoundException`, as do the functions below */
export function existingInstance(seed: Seed, id: string): Instance {
  const instanceId = plainId('InstanceId', id);
  return found('Instance', id, seed.instances, (instance) => instance.instanceId === instanceId);
}

export function existingContactFlow(instance: Instance, id: string): ContactFlow {
  const contactFlowId = plainId('ContactFlowId', id);
  return found('Contact flow', id, instance.contactFlows, (flow) => flow.contactFlowId === contactFlowId);
}

export function existingQueue(instance: Instance, id: string): Queue {
  const queueId = plainId('QueueId', id);
  return found('Queue', id, instance.queues, (queue) => queue.queueId === queueId);
}

export function existingHoursOfOperation(instance: Instance, id: string): HoursOfOperation {
  const hoursId = plainId('HoursOfOperationId', id);
  return found(
    'Hours of operation',
    id,
    instance.hoursOfOperations,
    (hours) => hours.hoursOfOperationId === hoursId,
  );
}

/** A number that the instance has claimed. */
export function existingSourcePhoneNumber(instance: Instance, e164: string): PhoneNumber {
  return found('Phone number', e164, instance.phoneNumbers, ({ phoneNumber }) => phoneNumber === e164);
}

export function instanceArn({ region, accountId }: Seed, { instanceId }: Instance): string {
  return `arn:aws:connect:${region}:${accountId}:instance/${instanceId}`;
}

export function phoneNumberArn({ region, accountId }: Seed, { phoneNumberId }: PhoneNumber): string {
  return `arn:aws:connect:${region}:${accountId}:phone-number/${phoneNumberId}`;
}

function found<T>(thing: string, id: string, among: readonly T[], isIt: (candidate: T) => boolean): T {
  const one = among.find(isIt);
  if (one === undefined) throw notFound(thing, id);
  return one;
}
