import type { PolicyInput } from 'temporal-amazon-connect';

/**
 * A payment reminder, on the simulated instance: once a day at the most, from a queue, then from a local number. A policy
 * in TypeScript is checked by the compiler and can share what your policies have in common.
 */
const officeHours: [string, string][] = [['09:00', '18:00']];

const paymentReminder: PolicyInput = {
  instanceId: 'aaaaaaaa-0000-4000-8000-000000000001',
  contactFlowId: 'bbbbbbbb-0000-4000-8000-000000000001',
  // Talking to an agent counts; hearing the recorded text alone does not.
  reachedWhen: 'agent',
  steps: [
    {
      name: 'collections',
      queueId: 'cccccccc-0000-4000-8000-000000000001',
      attempts: 3,
      retryAfter: '27 hours',
    },
    {
      name: 'local-number',
      sourcePhoneNumber: '+12065550199',
      queueId: 'cccccccc-0000-4000-8000-000000000001',
    },
  ],
  on: {
    busy: { retryAfter: '20 minutes' },
    // Someone waited for an agent in vain: leave them in peace longer.
    abandoned: { retryAfter: '72 hours' },
  },
  callingHours: {
    timeZone: 'recipient',
    weekly: {
      monday: officeHours,
      tuesday: officeHours,
      wednesday: officeHours,
      thursday: officeHours,
      friday: officeHours,
    },
    closedOn: ['2026-12-25', '2027-01-01'],
  },
  limits: { deadline: '14 days' },
};

export default paymentReminder;
