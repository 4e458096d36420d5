import { z } from 'zod';
import { existingInstanceId, plainId } from '../identifiers';
import type { Operation } from './operation';
import { parseBody } from './parse';

const requestSchema = z.object({
  ContactId: z.string().min(1).max(256),
  InstanceId: z.string().min(1).max(100),
  DisconnectReason: z.object({ Code: z.string().optional() }).optional(),
});

export const stopContact: Operation<'StopContact'> = {
  name: 'StopContact',
  method: 'POST',
  path: '/contact/stop',
  answer({ body, now }, exchange) {
    const request = parseBody(requestSchema, body);
    existingInstanceId(request.InstanceId);
    exchange.stop(plainId(request.ContactId), now);
    return {};
  },
};
