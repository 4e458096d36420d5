import type { PolicyInput } from '../../src/domain/policy/policy';

/** Calling hours that open on none of the next two days. */
export function closedNow(): Pick<PolicyInput, 'callingHours'> {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
  const day = days[(new Date().getUTCDay() + 3) % 7] ?? 'monday';
  return { callingHours: { timeZone: 'UTC', weekly: { [day]: [['03:00', '03:10']] } } };
}
