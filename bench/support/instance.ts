import { simulatedInstance, type SeedInput } from '../../src/simulator';

const { instanceId, contactFlowId, queues, sourcePhoneNumbers } = simulatedInstance;

/** The instance of `simulatedInstance`, with as many lines as a benchmark can want. */
export const wideInstance: SeedInput = {
  instances: [
    {
      instanceId,
      concurrentCalls: 1_000_000,
      contactFlows: [{ contactFlowId, name: 'Greet and transfer' }],
      queues: queues.map(({ queueId, outboundNumber }, index) => ({
        queueId,
        outboundNumber,
        name: `Queue ${index + 1}`,
      })),
      phoneNumbers: sourcePhoneNumbers.map((phoneNumber, index) => ({
        phoneNumberId: `ffffffff-0000-4000-8000-00000000000${index}`,
        phoneNumber,
        countryCode: 'US',
      })),
    },
  ],
};

/** A number that is answered, and whose call is over, in the instant of its dial. */
export const instantNumber = '+12065550100';
