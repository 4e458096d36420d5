import { z } from 'zod';
import { contactAt } from '../contact';
import { invalidRequest, notFound } from '../errors';
import { plainId } from '../identifiers';
import type { World } from '../world';
import { contactIdSchema, inInstance, instanceIdSchema } from './common';
import type { Operation, OperationRequest } from './operation';
import { refusingWith } from './parse';

const labelsSchema = z.object({ InstanceId: instanceIdSchema, InitialContactId: contactIdSchema });

export const getContactAttributes: Operation<'GetContactAttributes'> = {
  name: 'GetContactAttributes',
  method: 'GET',
  path: '/contact/attributes/:InstanceId/:InitialContactId',
  // The operation's model has no InvalidParameterException.
  answer: (request, world) => refusingWith(invalidRequest, () => attributesOf(request, world)),
};

function attributesOf({ labels, now }: OperationRequest, world: World) {
  const { request, instance } = inInstance(labelsSchema, labels, world);
  const contact = world.exchange.find(
    instance.instanceId,
    plainId('InitialContactId', request.InitialContactId),
  );
  if (!contact) throw notFound('Contact', request.InitialContactId);
  return { Attributes: contactAt(contact, now).attributes };
}
