import type ICAL from 'ical.js';
import { days } from '../domain/policy/duration';
import { dateAfter, dateOf as dateAt } from '../domain/iso';
import { shownIn, withAllDayEvents, zoneOfCalendar, type JCalComponent } from './all-day-events';
import { consecutiveDates, isDate } from './consecutive-dates';

export interface CalendarOptions {
  /** First date, ISO. @default no limit */
  readonly from?: string;
  /** Last date, ISO. Required because an event may repeat for ever. */
  readonly until: string;
  /**
   * What an event with a time of day does, such as a half holiday or a meeting. A calendar doesn't say whether it closes the day.
   * `'close'`: it closes all days that it touches. `'ignore'`: it closes none. Both give a warning.
   * @default 'close': better no call on a day that was open than one on a day that was closed
   */
  readonly partialDays?: 'close' | 'ignore';
}

export interface CalendarDates {
  /** ISO, sorted, each once. */
  readonly dates: string[];
  /** One for each event between `from` and `until` that has a time of day. */
  readonly warnings: string[];
}

/**
 * The dates of the events in an iCalendar file (.ics), for `closedOn`. An event of several days gives all of them, a repeating event
 * all its dates with their exceptions, a cancelled event none.
 *
 * @param ics the text of the file
 * @throws Error with the line or the event, and the reason, when the file is no calendar or an event can't be read
 */
export function datesFromCalendar(
  ics: string,
  { from = '', until, partialDays = 'close' }: CalendarOptions,
): CalendarDates {
  // Loaded here: most users of this package read no calendar.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Ical = require('ical.js') as typeof ICAL;
  const text = ics.replace(/^\ufeff/, '');
  const lines = text.split(/\r\n|\r|\n/);
  const begins = lines.flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));
  const events = parse(Ical, text, lines).flatMap(({ calendar, zone }) =>
    calendar.getAllSubcomponents('vevent').map((event) => ({ event, zone })),
  );
  if (events.length === 0) throw new Error('The calendar has no events');
  const withSameUid = groupByUid(events.map(({ event }) => event));
  const isWanted = (date: string) => from <= date && date <= until;
  const found = events.map(({ event, zone }, index) => {
    const name = nameOf(event, begins[index]);
    try {
      const occurrences = occurrencesOf(Ical, event, withSameUid(event), { until, partialDays }).map(
        ({ start, end }) =>
          isWhole(start, end)
            ? { dates: wholeDays(start, end), time: undefined }
            : { dates: touchedDays(start, end, zone), time: `from ${start.toString()} to ${end.toString()}` },
      );
      return { name, occurrences: occurrences.filter(({ dates }) => dates.some(isWanted)) };
    } catch (error) {
      throw new Error(`${name}: ${messageOf(error)}`, { cause: error });
    }
  });
  const dates = found.flatMap(({ occurrences }) =>
    occurrences.flatMap(({ dates: some, time }) =>
      time === undefined || partialDays === 'close' ? some : [],
    ),
  );
  return {
    dates: [...new Set(dates)].filter(isWanted).sort(),
    warnings: found.flatMap(({ name, occurrences }) => {
      const [first, ...others] = occurrences.flatMap(({ time }) => time ?? []);
      return first === undefined
        ? []
        : [`${name} has a time of day, ${first}${more(others)}: ${does[partialDays]}`];
    }),
  };
}

const does = { close: 'it closes its whole day', ignore: 'it is ignored and closes no day' };

function more({ length }: readonly string[]): string {
  return length === 0 ? '' : ` and ${length} more ${length === 1 ? 'time' : 'times'}`;
}

function nameOf(event: Event, line: number | undefined): string {
  const summary = event.getFirstPropertyValue('summary');
  const name = typeof summary === 'string' ? ` ${JSON.stringify(summary)}` : '';
  return `Event${name} at line ${line ?? '?'}`;
}

interface Calendar {
  readonly calendar: ICAL.Component;
  /** IANA zone, if the calendar names one. */
  readonly zone: string | undefined;
}

function parse(Ical: typeof ICAL, ics: string, lines: readonly string[]): Calendar[] {
  let parsed: unknown[];
  try {
    // A single component, or a list of several.
    const found = Ical.parse(ics) as unknown[];
    parsed = typeof found[0] === 'string' ? [found] : found;
  } catch (error) {
    throw new Error(`${whereIs(messageOf(error), lines)}${messageOf(error)}`, { cause: error });
  }
  const calendars = parsed as JCalComponent[];
  if (calendars.length === 0 || calendars.some(([name]) => name !== 'vcalendar')) {
    throw new Error('It is not a calendar: it does not begin with BEGIN:VCALENDAR');
  }
  return calendars.map((calendar) => ({
    calendar: new Ical.Component(withAllDayEvents(calendar)),
    zone: zoneOfCalendar(calendar),
  }));
}

/** Finds the line from the text that the parser quotes in its message. */
function whereIs(message: string, lines: readonly string[]): string {
  const quoted = [...message.matchAll(/"([^"]*)"|'(.*)'/g)].map(([, value, line]) => value ?? line ?? '');
  const distinctive = quoted.filter((piece) => piece.length > 1);
  const index = lines.findIndex((line) => distinctive.some((piece) => line.includes(piece)));
  return index < 0 ? '' : `Line ${index + 1}: `;
}

type Event = ICAL.Component;

interface Occurrence {
  /** The event, or the exception that replaces it. */
  readonly item: ICAL.Event;
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
}

interface Times {
  readonly start: ICAL.Time;
  /** Exclusive. */
  readonly end: ICAL.Time;
}

function occurrencesOf(
  Ical: typeof ICAL,
  event: Event,
  sameUid: SameUid,
  { until, partialDays }: Required<Pick<CalendarOptions, 'until' | 'partialDays'>>,
): Times[] {
  checkDates(event);
  // Exceptions are handled with the event that they change.
  if ((isException(event) && sameUid.series.length > 0) || isCancelled(event)) return [];
  const exceptions = isException(event) ? [] : sameUid.exceptions;
  const series = new Ical.Event(event, { exceptions });
  const first = { start: series.startDate, end: series.endDate };
  if (!series.isRecurring()) return [first];
  const rules = event.getAllProperties('rrule').map((property) => property.getFirstValue() as ICAL.Recur);
  if (rules.some(isWithinDay) && !isWhole(first.start, first.end) && partialDays === 'ignore') return [first];
  rules.forEach(checkRule);
  // The start counts also where no rule and no RDATE names it; the library leaves it out then.
  const times = isExcepted(event, sameUid, first.start) ? [] : [first];
  const occurrences = series.iterator();
  for (let count = 0; count < maxOccurrences; count += 1) {
    const next = occurrences.next() as ICAL.Time | null;
    if (!next || dateOf(next) > until) return times;
    const { item, startDate: start, endDate: end } = series.getOccurrenceDetails(next) as Occurrence;
    if (!isCancelled(item.component)) times.push({ start, end });
  }
  throw new Error(`it has more than ${maxOccurrences} occurrences until ${until}`);
}

/** Is this date named by an EXDATE, or replaced by an exception? */
function isExcepted(event: Event, { exceptions }: SameUid, start: ICAL.Time): boolean {
  const excepted = event.getAllProperties('exdate').flatMap((property) => property.getValues() as unknown[]);
  const replaced = exceptions.map((exception) => exception.getFirstPropertyValue('recurrence-id'));
  return [...excepted, ...replaced].some((one) => String(one) === start.toString());
}

const maxOccurrences = 10_000;
const maxDays = 1_000;

/** The events with one UID: an event that may repeat, and the exceptions that change single occurrences of it. */
interface SameUid {
  readonly series: Event[];
  readonly exceptions: Event[];
}

function groupByUid(events: readonly Event[]): (event: Event) => SameUid {
  const groups = new Map<unknown, SameUid>();
  for (const event of events) {
    const uid = event.getFirstPropertyValue('uid');
    if (uid === null) continue;
    const group = groups.get(uid) ?? { series: [], exceptions: [] };
    groups.set(uid, group);
    group[isException(event) ? 'exceptions' : 'series'].push(event);
  }
  return (event) => groups.get(event.getFirstPropertyValue('uid')) ?? { series: [], exceptions: [] };
}

function isException(event: Event): boolean {
  return event.hasProperty('recurrence-id');
}

function isCancelled(event: Event): boolean {
  return event.getFirstPropertyValue('status') === 'CANCELLED';
}

/** The library reads the 45th of a month as a day of the next month. */
function checkDates(event: Event): void {
  if (!event.hasProperty('dtstart')) throw new Error('it has no DTSTART');
  for (const name of ['dtstart', 'dtend', 'rdate', 'exdate', 'recurrence-id']) {
    const written = event
      .getAllProperties(name)
      .flatMap((property) => (property.toJSON() as unknown[]).slice(3));
    for (const value of written.filter((one) => typeof one === 'string')) {
      if (!isDate(value.slice(0, 10)) || Number.isNaN(Date.parse(value))) {
        throw new Error(`its ${name.toUpperCase()} ${JSON.stringify(value)} is not a date`);
      }
    }
  }
}

function isWithinDay({ freq }: ICAL.Recur): boolean {
  return !['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(freq);
}

/** Refuses rules for which the library never returns a date, or that don't give whole days. */
function checkRule(rule: ICAL.Recur): void {
  const { freq, parts } = rule;
  if (isWithinDay(rule)) throw new Error(`it repeats ${freq}, but only whole days can be closed`);
  const { BYMONTH: months = [1], BYMONTHDAY: dates = [1] } = parts as Partial<Record<string, number[]>>;
  const exists = (month: number, date: number) => Math.abs(date) <= (longestMonths[month - 1] ?? 31);
  if (!months.some((month) => dates.some((date) => exists(month, date)))) {
    throw new Error('its RRULE names a date that no month has');
  }
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** All-day events have been rewritten with dates alone. */
function isWhole(start: ICAL.Time, end: ICAL.Time): boolean {
  return start.isDate && end.isDate;
}

/** Some programs write the same date as start and end of a single day. */
function wholeDays(start: ICAL.Time, end: ICAL.Time): string[] {
  return daysFrom(dateOf(start), dateOf(end), `from ${start.toString()} to ${end.toString()}`);
}

/** On the event's clock; on the calendar's where the event is in UTC. An end at midnight touches no further day. */
function touchedDays(start: ICAL.Time, end: ICAL.Time, zone: string | undefined): string[] {
  const clockOf = (time: ICAL.Time) => {
    const text = time.toString();
    const clock = Date.parse(`${text.replace(/Z$/, '')}Z`);
    return text.endsWith('Z') ? shownIn(zone, clock) : clock;
  };
  const last = Math.max(clockOf(start), clockOf(end) - 1);
  return daysFrom(
    dateAt(clockOf(start)),
    dateAfter(dateAt(last), 1),
    `from ${start.toString()} to ${end.toString()}`,
  );
}

/** @param end exclusive */
function daysFrom(start: string, end: string, span: string): string[] {
  const length = (Date.parse(end) - Date.parse(start)) / days;
  if (length < 0 || length > maxDays)
    throw new Error(`it lasts ${span}: at most ${maxDays} days are supported`);
  return consecutiveDates(start, Math.max(1, length));
}

function dateOf(time: ICAL.Time): string {
  return time.toString().slice(0, 10);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
