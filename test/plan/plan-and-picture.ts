import { createAlmanac } from '../../src/holidays';
import { calendarOf, calendarSvg, planCall } from '../../src/plan';
import { parsed, requestInput } from '../domain/fixtures';

/** Through a night in which the clocks of the person change, with holidays. As text: other processes print it, too. */
export function planAndPicture(): string {
  const at = Date.parse('2026-03-24T11:20:00Z');
  const almanac = createAlmanac();
  const request = parsed(
    requestInput(
      {
        steps: [{ name: 'first', queueId: 'a', attempts: 12, retryAfter: '19 hours' }],
        callingHours: {
          holidays: ['FR-57'],
          weekly: {
            monday: [['09:00', '20:00']],
            friday: [['18:00', '06:00']],
            saturday: [['22:00', '04:00']],
          },
        },
        limits: { deadline: '30 days' },
      },
      { timeZone: 'Europe/Paris' },
    ),
  );
  const plan = planCall(request, { at, almanac });
  return `${JSON.stringify(plan)}\n${calendarSvg(plan, calendarOf(plan, request, { at, almanac }))}`;
}
