import { z } from 'zod';
import { days, overrideSchema, type Override, type Slot } from '../seed/hours';

const timeOfDaySchema = z.object({ Hours: z.int().min(0).max(23), Minutes: z.int().min(0).max(59) });

/** A slot in a request. The service model requires no members, but a slot needs all of them. */
export const wireSlotSchema = z.object({
  Day: z.enum(days),
  StartTime: timeOfDaySchema,
  EndTime: timeOfDaySchema,
});

export const wireRecurrenceSchema = z.object({
  RecurrencePattern: z.object({
    Frequency: z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']),
    Interval: z.int().min(1).max(6),
    ByMonth: z.array(z.int().min(1).max(12)).optional(),
    ByMonthDay: z.array(z.int().min(-1).max(31)).optional(),
    ByWeekdayOccurrence: z.array(z.int().min(-1).max(4)).max(1).optional(),
  }),
});

export function slotOf({ Day, StartTime, EndTime }: z.infer<typeof wireSlotSchema>): Slot {
  return { day: Day, start: clockTime(StartTime), end: clockTime(EndTime) };
}

export function recurrenceOf({
  RecurrencePattern,
}: z.infer<typeof wireRecurrenceSchema>): Override['recurrence'] {
  const { Frequency, Interval, ByMonth, ByMonthDay, ByWeekdayOccurrence } = RecurrencePattern;
  return overrideSchema.shape.recurrence.parse({
    frequency: Frequency,
    interval: Interval,
    byMonth: ByMonth,
    byMonthDay: ByMonthDay,
    byWeekdayOccurrence: ByWeekdayOccurrence,
  });
}

export function wireSlot({ day, start, end }: Slot) {
  return { Day: day, StartTime: wireTimeOfDay(minutesOf(start)), EndTime: wireTimeOfDay(minutesOf(end)) };
}

/** Minutes since midnight as hours and minutes; the next midnight is 0:00, since hours go up to 23. */
export function wireTimeOfDay(minutes: number) {
  return { Hours: Math.floor(minutes / 60) % 24, Minutes: minutes % 60 };
}

export function wireRecurrence(recurrence: Override['recurrence']) {
  return (
    recurrence && {
      RecurrencePattern: {
        Frequency: recurrence.frequency,
        Interval: recurrence.interval,
        ByMonth: recurrence.byMonth,
        ByMonthDay: recurrence.byMonthDay,
        ByWeekdayOccurrence: recurrence.byWeekdayOccurrence,
      },
    }
  );
}

function clockTime({ Hours, Minutes }: z.infer<typeof timeOfDaySchema>): string {
  return [Hours, Minutes].map((part) => String(part).padStart(2, '0')).join(':');
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
