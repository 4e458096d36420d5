import { z } from 'zod';
import { contactAt } from '../contact';
import { notFound } from '../errors';
import { plainId } from '../identifiers';
import { contactIdSchema, inInstance, instanceIdSchema } from './common';
import type { Operation } from './operation';

const labelsSchema = z.object({ InstanceId: instanceIdSchema, InitialContactId: contactIdSchema });

export const getContactAttributes: Operation<'GetContactAttributes'> = {
  name: 'GetContactAttributes',
  method: 'GET',
  path: '/contact/attributes/:InstanceId/:InitialContactId',
  answer({ labels, now }, world) {
    const { request, instance } = inInstance(labelsSchema, labels, world);
    const contact = world.exchange.find(instance.instanceId, plainId(request.InitialContactId));
    if (!contact) throw notFound('Contact', request.InitialContactId);
    return { Attributes: contactAt(contact, now).attributes };
  },
};
