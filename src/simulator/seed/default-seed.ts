import { simulatedInstance } from '../instance';
import { seedSchema, type Seed } from './seed';

const { region, accountId, instanceId, contactFlowId, queues, sourcePhoneNumbers } = simulatedInstance;
const hoursOfOperationId = 'eeeeeeee-0000-4000-8000-000000000001';
const queueNames = ['Own team', 'Overflow'];

/** The default seed: `simulatedInstance`, with the names, hours and numbers that other operations return. */
export const defaultSeed: Seed = seedSchema.parse({
  region,
  accountId,
  instances: [
    {
      instanceId,
      contactFlows: [{ contactFlowId, name: 'Greet and transfer' }],
      queues: queues.map(({ queueId, outboundNumber }, index) => ({
        queueId,
        outboundNumber,
        name: queueNames[index] ?? queueId,
        hoursOfOperationId,
      })),
      hoursOfOperations: [
        {
          hoursOfOperationId,
          name: 'Weekdays',
          timeZone: 'America/Los_Angeles',
          config: (['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const).map((day) => ({
            day,
            start: '09:00',
            end: '17:00',
          })),
        },
      ],
      phoneNumbers: sourcePhoneNumbers.map((phoneNumber, index) => ({
        phoneNumberId: `ffffffff-0000-4000-8000-00000000000${index}`,
        phoneNumber,
        countryCode: 'US',
      })),
    },
  ],
});
