import { notFound } from './errors';
import type { ContactFlow, HoursOfOperation, Instance, PhoneNumber, Queue, Seed } from './seed/seed';

/** Amazon Connect accepts an identifier alone or as the last segment of an ARN. */
export function plainId(idOrArn: string): string {
  return idOrArn.startsWith('arn:') ? idOrArn.slice(idOrArn.lastIndexOf('/') + 1) : idOrArn;
}

/** @throws ServiceError `ResourceNotFoundException`, as do the functions below */
export function existingInstance(seed: Seed, idOrArn: string): Instance {
  const instanceId = plainId(idOrArn);
  return found('Instance', idOrArn, seed.instances, (instance) => instance.instanceId === instanceId);
}

export function existingContactFlow(instance: Instance, idOrArn: string): ContactFlow {
  const contactFlowId = plainId(idOrArn);
  return found(
    'Contact flow',
    idOrArn,
    instance.contactFlows,
    (flow) => flow.contactFlowId === contactFlowId,
  );
}

export function existingQueue(instance: Instance, idOrArn: string): Queue {
  const queueId = plainId(idOrArn);
  return found('Queue', idOrArn, instance.queues, (queue) => queue.queueId === queueId);
}

export function existingHoursOfOperation(instance: Instance, idOrArn: string): HoursOfOperation {
  const hoursId = plainId(idOrArn);
  return found(
    'Hours of operation',
    idOrArn,
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
