import type ICAL from 'ical.js';
import { days } from '../domain/policy/duration';
import { consecutiveDates, isDate } from './consecutive-dates';

export interface CalendarRange {
  /** First date, ISO. @default no limit */
  readonly from?: string;
  /** Last date, ISO. Required because an event may repeat for ever. */
  readonly until: string;
}

/**
 * The dates of the events in an iCalendar file (.ics), for `closedOn`: sorted, each once. An event of several days gives all
 * of them, a repeating event all its dates with their exceptions, a cancelled event none.
 *
 * Events must be whole days: dates, or from midnight to midnight in the event's time zone. A calendar doesn't say whether a
 * shorter event closes the day.
 *
 * @param ics the text of the file
 * @throws Error with the line or the event, and the reason
 */
export function datesFromCalendar(ics: string, { from = '', until }: CalendarRange): string[] {
  // Loaded here: most users of this package read no calendar.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Ical = require('ical.js') as typeof ICAL;
  const lines = ics.split(/\r\n|\r|\n/);
  const begins = lines.flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));
  const events = parse(Ical, ics, lines).flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  if (events.length === 0) throw new Error('The calendar has no events');
  const dates = events.flatMap((event, index) => {
    try {
      return datesOf(Ical, event, events, until);
    } catch (error) {
      const summary = event.getFirstPropertyValue('summary');
      const name = typeof summary === 'string' ? ` ${JSON.stringify(summary)}` : '';
      throw new Error(`Event${name} at line ${begins[index] ?? '?'}: ${messageOf(error)}`, { cause: error });
    }
  });
  return [...new Set(dates)].filter((date) => from <= date && date <= until).sort();
}

function parse(Ical: typeof ICAL, ics: string, lines: readonly string[]): ICAL.Component[] {
  let parsed: unknown[];
  try {
    // A single component, or a list of several.
    const found = Ical.parse(ics) as unknown[];
    parsed = typeof found[0] === 'string' ? [found] : found;
  } catch (error) {
    throw new Error(`${whereIs(messageOf(error), lines)}${messageOf(error)}`, { cause: error });
  }
  const components = parsed.map((one) => new Ical.Component(one as unknown[]));
  if (components.length === 0 || components.some(({ name }) => name !== 'vcalendar')) {
    throw new Error('It is not a calendar: it does not begin with BEGIN:VCALENDAR');
  }
  return components;
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

function datesOf(Ical: typeof ICAL, event: Event, all: readonly Event[], until: string): string[] {
  checkDates(event);
  // Exceptions are handled with the event that they change.
  if (all.some((other) => isExceptionOf(other, event)) || isCancelled(event)) return [];
  const exceptions = all.filter((other) => isExceptionOf(event, other));
  const series = new Ical.Event(event, { exceptions });
  if (!series.isRecurring()) return wholeDays(series.startDate, series.endDate);
  event.getAllProperties('rrule').forEach((property) => {
    checkRule(property.getFirstValue() as ICAL.Recur);
  });
  const dates: string[] = [];
  const occurrences = series.iterator();
  for (let count = 0; count < maxOccurrences; count += 1) {
    const next = occurrences.next() as ICAL.Time | null;
    if (!next || dateOf(next) > until) return dates;
    const { item, startDate, endDate } = series.getOccurrenceDetails(next) as Occurrence;
    if (!isCancelled(item.component)) dates.push(...wholeDays(startDate, endDate));
  }
  throw new Error(`it has more than ${maxOccurrences} occurrences until ${until}`);
}

const maxOccurrences = 10_000;
const maxDays = 1_000;

/** Whether `other` changes one occurrence of `event`. */
function isExceptionOf(event: Event, other: Event): boolean {
  const uid = event.getFirstPropertyValue('uid');
  return (
    uid !== null &&
    uid === other.getFirstPropertyValue('uid') &&
    !event.hasProperty('recurrence-id') &&
    other.hasProperty('recurrence-id')
  );
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
      if (!isDate(value.slice(0, 10))) {
        throw new Error(`its ${name.toUpperCase()} ${JSON.stringify(value)} is not a date`);
      }
    }
  }
}

/** Refuses rules for which the library never returns a date, or that don't give whole days. */
function checkRule({ freq, parts }: ICAL.Recur): void {
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(freq)) {
    throw new Error(`it repeats ${freq}, but only whole days can be closed`);
  }
  const { BYMONTH: months = [1], BYMONTHDAY: dates = [1] } = parts as Partial<Record<string, number[]>>;
  const exists = (month: number, date: number) => Math.abs(date) <= (longestMonths[month - 1] ?? 31);
  if (!months.some((month) => dates.some((date) => exists(month, date)))) {
    throw new Error('its RRULE names a date that no month has');
  }
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The end is exclusive. Some programs write the same date as start and end of a single day. */
function wholeDays(start: ICAL.Time, end: ICAL.Time): string[] {
  const span = `from ${start.toString()} to ${end.toString()}`;
  if (!isMidnight(start) || !isMidnight(end)) {
    throw new Error(
      `it lasts ${span}, but only whole days can be closed. Make it an all-day event, or remove it`,
    );
  }
  const length = (Date.parse(dateOf(end)) - Date.parse(dateOf(start))) / days;
  if (length < 0 || length > maxDays)
    throw new Error(`it lasts ${span}: at most ${maxDays} days are supported`);
  return consecutiveDates(dateOf(start), Math.max(1, length));
}

function isMidnight({ isDate, hour, minute, second }: ICAL.Time): boolean {
  return isDate || (hour === 0 && minute === 0 && second === 0);
}

function dateOf(time: ICAL.Time): string {
  return time.toString().slice(0, 10);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
