import { z } from 'zod';
import { simulatedInstance, type EventOptions, type SeedInput } from '../../simulator';

/** What the simulator's process is started with. */
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

/** The usual instance, with so many lines: a call beyond them would become a fast busy, and end otherwise than it should. */
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
