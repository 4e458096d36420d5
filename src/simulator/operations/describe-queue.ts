import { z } from 'zod';
import { existingQueue, existingSourcePhoneNumber, instanceArn } from '../identifiers';
import type { Instance, Queue } from '../seed/seed';
import { inInstance, instanceIdSchema } from './common';
import type { Operation } from './operation';

const labelsSchema = z.object({ InstanceId: instanceIdSchema, QueueId: z.string() });

export const describeQueue: Operation<'DescribeQueue'> = {
  name: 'DescribeQueue',
  method: 'GET',
  path: '/queues/:InstanceId/:QueueId',
  answer({ labels }, world) {
    const { request, instance } = inInstance(labelsSchema, labels, world);
    const queue = existingQueue(instance, request.QueueId);
    return {
      Queue: {
        Name: queue.name,
        QueueArn: `${instanceArn(world.seed, instance)}/queue/${queue.queueId}`,
        QueueId: queue.queueId,
        Description: queue.description,
        OutboundCallerConfig: outboundCallerConfig(queue, instance),
        HoursOfOperationId: queue.hoursOfOperationId,
        MaxContacts: queue.maxContacts,
        Status: queue.status,
      },
    };
  },
};

function outboundCallerConfig({ outboundNumber, outboundCallerIdName }: Queue, instance: Instance) {
  return {
    OutboundCallerIdName: outboundCallerIdName,
    OutboundCallerIdNumberId:
      outboundNumber === undefined
        ? undefined
        : existingSourcePhoneNumber(instance, outboundNumber).phoneNumberId,
  };
}
