import { z } from 'zod';
import { contactAt } from '../contact';
import { notFound } from '../errors';
import { existingInstance, plainId } from '../identifiers';
import { attributesSchema, contactIdSchema, instanceIdSchema, refuseTooManyAttributes } from './common';
import type { Operation } from './operation';
import { parseBody } from './parse';

const requestSchema = z.object({
  InitialContactId: contactIdSchema,
  InstanceId: instanceIdSchema,
  Attributes: attributesSchema,
});

/** Accepts live and ended contacts. */
export const updateContactAttributes: Operation<'UpdateContactAttributes'> = {
  name: 'UpdateContactAttributes',
  method: 'POST',
  path: '/contact/attributes',
  answer({ body, now }, { seed, exchange }) {
    const { InitialContactId, InstanceId, Attributes } = parseBody(requestSchema, body);
    const { instanceId } = existingInstance(seed, InstanceId);
    const contact = exchange.find(instanceId, plainId('InitialContactId', InitialContactId));
    if (!contact) throw notFound('Contact', InitialContactId);
    refuseTooManyAttributes({ ...contactAt(contact, now).attributes, ...Attributes });
    exchange.updateAttributes(contact.contactId, Attributes, now);
    return {};
  },
};
