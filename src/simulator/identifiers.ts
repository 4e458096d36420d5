import { notFound } from './errors';
import { simulatedInstance } from './instance';

/** Amazon Connect takes an identifier either plain or as the ARN whose last segment it is. */
export function plainId(idOrArn: string): string {
  return idOrArn.startsWith('arn:') ? idOrArn.slice(idOrArn.lastIndexOf('/') + 1) : idOrArn;
}

/** The instance's own ID, or `ResourceNotFoundException`. */
export function existingInstanceId(idOrArn: string): string {
  if (plainId(idOrArn) !== simulatedInstance.instanceId) throw notFound('Instance', idOrArn);
  return simulatedInstance.instanceId;
}

/** The flow's own ID, or `ResourceNotFoundException`. */
export function existingContactFlowId(idOrArn: string): string {
  if (plainId(idOrArn) !== simulatedInstance.contactFlowId) throw notFound('Contact flow', idOrArn);
  return simulatedInstance.contactFlowId;
}

/** The queue, or `ResourceNotFoundException`. */
export function existingQueue(idOrArn: string) {
  const queue = simulatedInstance.queues.find(({ queueId }) => queueId === plainId(idOrArn));
  if (!queue) throw notFound('Queue', idOrArn);
  return queue;
}

/** The number, or `ResourceNotFoundException` when the instance has not claimed it. */
export function existingSourcePhoneNumber(e164: string): string {
  const number = simulatedInstance.sourcePhoneNumbers.find((claimed) => claimed === e164);
  if (!number) throw notFound('Phone number', e164);
  return number;
}
