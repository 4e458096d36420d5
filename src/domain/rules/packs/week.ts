import { weekdays, type CallingHours, type Weekday } from '../../hours/calling-hours';

type Segments = NonNullable<NonNullable<CallingHours['weekly']>['monday']>;

/** The same segments on each of these weekdays. */
function on(days: readonly Weekday[], segments: Segments): CallingHours['weekly'] {
  return Object.fromEntries(days.map((day) => [day, segments]));
}

export const everyDay = (...segments: Segments) => on(weekdays, segments);
export const mondayToFriday = (...segments: Segments) => on(weekdays.slice(0, 5), segments);
export const mondayToSaturday = (...segments: Segments) => on(weekdays.slice(0, 6), segments);
export const weekend = (...segments: Segments) => on(weekdays.slice(5), segments);
