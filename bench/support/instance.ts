import type { QuotasInput } from '../../src/pacing/quotas';
import { simulatedInstance, type Script, type SeedInput } from '../../src/simulator';

const { instanceId, contactFlowId, queues, sourcePhoneNumbers } = simulatedInstance;

/** `simulatedInstance` without a practical limit of concurrent calls. */
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

/** Number for calls whose duration does not matter. */
export const instantNumber = '+12065550100';

/** Answered and ended at once, without a queue, which would take seconds. */
export const instantly: Script = { dispositions: ['flow-only'], ringSeconds: 0, talkSeconds: 0 };

/** Quotas that are never reached: calls are paced but never wait. */
export const wideQuotas: QuotasInput = {
  dialsPerSecond: 1_000,
  dialBurst: 1_000,
  describesPerSecond: 1_000,
  stopsPerSecond: 1_000,
  concurrentCalls: 10_000,
};
