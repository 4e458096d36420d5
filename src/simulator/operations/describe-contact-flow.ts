import { z } from 'zod';
import { contactFlowNotPublished, notFound } from '../errors';
import { existingContactFlow, instanceArn } from '../identifiers';
import { inInstance, instanceIdSchema } from './common';
import type { Operation } from './operation';

const labelsSchema = z.object({ InstanceId: instanceIdSchema, ContactFlowId: z.string().max(500) });

/** The simulator has no flow language: the number's script decides what a call does. */
const content = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'end',
  Actions: [{ Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} }],
});

export const describeContactFlow: Operation<'DescribeContactFlow'> = {
  name: 'DescribeContactFlow',
  method: 'GET',
  path: '/contact-flows/:InstanceId/:ContactFlowId',
  answer({ labels }, world) {
    const { request, instance } = inInstance(labelsSchema, labels, world);
    const [, flowId, version] = /^(.*?)(?::(\$SAVED|\d+))?$/s.exec(request.ContactFlowId) ?? [];
    const flow = existingContactFlow(instance, flowId ?? request.ContactFlowId);
    const isSavedWanted = version === '$SAVED';
    if (!isSavedWanted && flow.status === 'SAVED') throw contactFlowNotPublished(flow.contactFlowId);
    if (!isSavedWanted && version !== undefined && version !== '1') {
      throw notFound('Contact flow version', request.ContactFlowId);
    }
    return {
      ContactFlow: {
        Arn: `${instanceArn(world.seed, instance)}/contact-flow/${flow.contactFlowId}`,
        Id: flow.contactFlowId,
        Name: flow.name,
        Type: flow.type,
        State: flow.state,
        Status: isSavedWanted ? 'SAVED' : flow.status,
        Description: flow.description,
        Content: content,
        Version: isSavedWanted ? undefined : 1,
      },
    };
  },
};
