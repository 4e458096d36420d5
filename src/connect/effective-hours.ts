import type { GetEffectiveHoursOfOperationsCommandOutput } from '@aws-sdk/client-connect';
import { z } from 'zod';
import { dateAfter } from '../domain/iso';
import type { EffectiveHours } from '../domain/hours/known-hours';
import type { Segment } from '../domain/hours/hours';

/** Every member is optional in the service's model, but an answer without a zone or times is unusable. */
const timeOfDay = z
  .object({ Hours: z.int().min(0).max(23), Minutes: z.int().min(0).max(59) })
  .transform(({ Hours, Minutes }) => [Hours, Minutes].map((part) => String(part).padStart(2, '0')).join(':'));
const date = z.iso.date();
const slice = z.object({ Start: timeOfDay, End: timeOfDay });
const answerSchema = z.object({
  TimeZone: z.string().refine(isKnownZone, 'is not a time zone that this worker knows'),
  EffectiveHoursOfOperationList: z.array(
    z.object({ Date: date, OperationalHours: z.array(slice).default([]) }),
  ),
  EffectiveOverrideHoursList: z.array(z.object({ Date: date })).default([]),
});

/** @throws TypeError when the answer is incomplete or invalid */
export function toEffectiveHours(
  answer: Pick<
    GetEffectiveHoursOfOperationsCommandOutput,
    'TimeZone' | 'EffectiveHoursOfOperationList' | 'EffectiveOverrideHoursList'
  >,
  { from, until }: Pick<EffectiveHours, 'from' | 'until'>,
): EffectiveHours {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new TypeError(z.prettifyError(parsed.error).replace(/\s+/g, ' '));
  const { TimeZone, EffectiveHoursOfOperationList: days, EffectiveOverrideHoursList } = parsed.data;
  const overridden = new Set(EffectiveOverrideHoursList.map(({ Date: date }) => date));
  const dates = new Map<string, Segment[]>();
  const add = (on: string, segment: Segment) => {
    if (on >= from && on <= until) dates.set(on, [...(dates.get(on) ?? []), segment]);
  };
  for (const { Date: on, OperationalHours } of days) {
    for (const { Start, End } of OperationalHours) {
      if (End > Start) add(on, [Start, End]);
      else {
        // Each date has its own hours, so a night becomes two segments. How Amazon Connect returns nights is not documented.
        add(on, [Start, '24:00']);
        // An override defines the whole of its date.
        if (End !== '00:00' && !overridden.has(dateAfter(on, 1))) add(dateAfter(on, 1), ['00:00', End]);
      }
    }
  }
  return { timeZone: TimeZone, dates: Object.fromEntries([...dates].sort()), from, until };
}

/** Accepts every name that Node knows, including names that a policy must not use, such as `EST`. */
function isKnownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
