import { z } from 'zod';
import { simulatedInstance, type EventOptions, type SeedInput } from '../../simulator';

/** Configuration of the simulator's process. */
export const simulatorConfigSchema = z.object({
  port: z.int(),
  speed: z.number(),
  journal: z.string(),
  tokenAfterDisconnect: z.enum(['same', 'new']),
  throttles: z.literal('off'),
  seed: z.custom<SeedInput>(),
  events: z.custom<EventOptions>().optional(),
});

export type SimulatorConfig = z.infer<typeof simulatorConfigSchema>;

/** The default instance with this many concurrent calls: a call above the limit would end as a fast busy. */
export function stormInstance(concurrentCalls: number): SeedInput {
  return {
    instances: [
      {
        instanceId: simulatedInstance.instanceId,
        concurrentCalls,
        contactFlows: [{ contactFlowId: simulatedInstance.contactFlowId, name: 'Storm' }],
        queues: simulatedInstance.queues.map(({ queueId, outboundNumber }, index) => ({
          queueId,
          name: `Queue ${index + 1}`,
          outboundNumber,
        })),
        phoneNumbers: simulatedInstance.sourcePhoneNumbers.map((phoneNumber, index) => ({
          phoneNumberId: `number-${index}`,
          phoneNumber,
          countryCode: 'US',
        })),
      },
    ],
  };
}
