import { Temporal } from 'temporal-polyfill';
import type { Counting } from '../../../src/domain/ledger/allowed-from';
import type { AttemptLimit, Stretch } from '../../../src/domain/ledger/attempt-limit';
import type { CountedAttempt } from '../../../src/domain/ledger/counted-attempt';

/**
 * The oracle: is one more attempt allowed at this instant? Looks at the calendar of each zone by itself and counts, with Temporal's
 * arithmetic; knows no starts of days, no offsets and nothing of when it will be allowed.
 */
export function isAllowedAt(
  limits: readonly AttemptLimit[],
  attempts: readonly CountedAttempt[],
  instant: number,
  { zones, subject }: Counting,
): boolean {
  return limits.every((limit) => {
    const about = attempts.filter(
      (contact) =>
        limit.per === 'person' ||
        subject === undefined ||
        contact.subject === undefined ||
        contact.subject === subject,
    );
    return zones.every((zone) =>
      limit.kind === 'count'
        ? about.filter(
            ({ at, disposition }) =>
              !(disposition && limit.ignores?.includes(disposition)) &&
              isWithin(limit.within, at, instant, zone),
          ).length < limit.most
        : about
            .filter((contact) => follows(limit.after, contact))
            .sort((a, b) => a.at - b.at || (a.attemptId < b.attemptId ? -1 : 1))
            .every(({ at, endedAt }, index) => {
              const length = limit.for[index % limit.for.length] ?? limit.for[0];
              return !isWithin(length, endedAt ?? at, instant, zone);
            }),
    );
  });
}

function follows(after: string, { disposition, isConversation, isRefusal }: CountedAttempt): boolean {
  if (after === 'conversation') return isConversation === true;
  if (after === 'refusal') return isRefusal === true;
  return after === 'attempt' || disposition === after;
}

/** Is `later` within the stretch that began with `earlier`? */
function isWithin(stretch: Stretch, earlier: number, later: number, zone: string): boolean {
  if ('rolling' in stretch) {
    const over = Temporal.Instant.fromEpochMilliseconds(earlier).add({ milliseconds: stretch.rolling });
    return Temporal.Instant.compare(Temporal.Instant.fromEpochMilliseconds(later), over) < 0;
  }
  const over = dateIn(zone, earlier).add({ days: stretch.localDays });
  return Temporal.PlainDate.compare(dateIn(zone, later), over) < 0;
}

const dates = new Map<string, Temporal.PlainDate>();

function dateIn(zone: string, instant: number): Temporal.PlainDate {
  const key = `${zone} ${instant}`;
  const known = dates.get(key);
  if (known) return known;
  const date = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  if (dates.size > 10_000) dates.clear();
  dates.set(key, date);
  return date;
}
