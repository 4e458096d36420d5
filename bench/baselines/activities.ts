import {
  DescribeContactCommand,
  StartOutboundVoiceContactCommand,
  type ConnectClient,
} from '@aws-sdk/client-connect';
import { ApplicationFailure } from '@temporalio/common';

export interface PlainDial {
  readonly instanceId: string;
  readonly contactFlowId: string;
  readonly queueId: string;
  readonly destinationPhoneNumber: string;
  readonly clientToken: string;
}

export interface PlainContact {
  readonly instanceId: string;
  readonly contactId: string;
}

export type BaselineActivities = ReturnType<typeof createBaselineActivities>;

/** Two requests to Amazon Connect; refusals, also throttling, are left to Temporal's retries. */
export function createBaselineActivities(connect: ConnectClient) {
  async function describe({ instanceId, contactId }: PlainContact) {
    const { Contact } = await connect.send(
      new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId }),
    );
    return {
      ended: Contact?.DisconnectTimestamp !== undefined,
      connected: Contact?.ConnectedToSystemTimestamp !== undefined,
    };
  }

  return {
    async dial(request: PlainDial): Promise<string> {
      const { ContactId } = await connect.send(
        new StartOutboundVoiceContactCommand({
          InstanceId: request.instanceId,
          ContactFlowId: request.contactFlowId,
          QueueId: request.queueId,
          DestinationPhoneNumber: request.destinationPhoneNumber,
          ClientToken: request.clientToken,
        }),
      );
      if (ContactId === undefined) throw new Error('Amazon Connect answered without a contact');
      return ContactId;
    },

    describe,

    async pollContact(contact: PlainContact) {
      const seen = await describe(contact);
      if (!seen.ended) throw ApplicationFailure.create({ message: 'not ended', category: 'BENIGN' });
      return { connected: seen.connected };
    },
  };
}
