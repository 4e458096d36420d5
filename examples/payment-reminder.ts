import type { PolicyInput } from 'temporal-amazon-connect';

/**
 * A payment reminder on the simulated instance: at most once a day, first with the queue's number, then with a local number.
 * The compiler checks a policy in TypeScript, and policies can share code.
 */
const officeHours: [string, string][] = [['09:00', '18:00']];

const paymentReminder: PolicyInput = {
  instanceId: 'aaaaaaaa-0000-4000-8000-000000000001',
  contactFlowId: 'bbbbbbbb-0000-4000-8000-000000000001',
  // Only a talk with an agent counts, not the recorded text alone.
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
    // The person waited for an agent in vain: call again later than usual.
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
