import fc from 'fast-check';
import { weekdays } from '../../src/domain/calling-hours';
import type { Schedule } from './wall-clock';

const timeOfDay = fc.nat({ max: 95 }).map((quarter) => clock(quarter * 15));

/** Any two times of day make a segment, past midnight or not; sometimes one that ends with the day. */
export const anySegment: fc.Arbitrary<[string, string]> = fc
  .tuple(
    timeOfDay,
    fc.oneof({ weight: 5, arbitrary: timeOfDay }, { weight: 1, arbitrary: fc.constant('24:00') }),
  )
  .filter(([start, end]) => start !== end);

/** Hours that open at least once a week, on quarters of the hour. */
export const anySchedule: fc.Arbitrary<Schedule> = fc
  .record({
    weekly: fc.dictionary(fc.constantFrom(...weekdays), fc.array(anySegment, { maxLength: 3 }), {
      maxKeys: 7,
    }),
    certain: fc.tuple(fc.constantFrom(...weekdays), anySegment),
    closedOn: fc.constant<string[]>([]),
  })
  .map(({ weekly, certain: [weekday, segment], closedOn }) => ({
    weekly: { ...weekly, [weekday]: [...(weekly[weekday] ?? []), segment] },
    closedOn,
  }));

function clock(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
