import { z } from 'zod';
import { existingInstance, plainId } from '../identifiers';
import { contactIdSchema, instanceIdSchema } from './common';
import type { Operation } from './operation';
import { parseBody } from './parse';

const requestSchema = z.object({
  ContactId: contactIdSchema,
  InstanceId: instanceIdSchema,
  DisconnectReason: z.object({ Code: z.string().optional() }).optional(),
});

export const stopContact: Operation<'StopContact'> = {
  name: 'StopContact',
  method: 'POST',
  path: '/contact/stop',
  answer({ body, now }, { seed, exchange }) {
    const request = parseBody(requestSchema, body);
    const { instanceId } = existingInstance(seed, request.InstanceId);
    exchange.stop(instanceId, plainId('ContactId', request.ContactId), now);
    return {};
  },
};
