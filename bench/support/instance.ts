import type { QuotasInput } from '../../src/domain/pacing/quotas';
import { simulatedInstance, type Script, type SeedInput } from '../../src/simulator';

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

/** What the calls go to that are about anything but time. */
export const instantNumber = '+12065550100';

/** Answered, and over, in the instant of the dial: no queue, which would take seconds. */
export const instantly: Script = { dispositions: ['flow-only'], ringSeconds: 0, talkSeconds: 0 };

/** Quotas that nobody reaches: calls go the way of paced ones, and wait for nothing. */
export const wideQuotas: QuotasInput = {
  dialsPerSecond: 1_000,
  dialBurst: 1_000,
  describesPerSecond: 1_000,
  stopsPerSecond: 1_000,
  concurrentCalls: 10_000,
};
