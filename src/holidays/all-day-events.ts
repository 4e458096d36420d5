import { isTimeZone } from '../domain/hours/time-zone';
import { dateAfter, dateOf } from '../domain/iso';
import { isDate } from './consecutive-dates';
import { days, hours, minutes, seconds } from '../domain/time-units';

/** jCal (RFC 7265), what the parser makes of a calendar. */
export type JCalComponent = [name: string, properties: JCalProperty[], components: JCalComponent[]];
type JCalProperty = [name: string, parameters: object, type: string, ...values: unknown[]];

/**
 * Writes all-day events with dates alone. Programs write them in many ways: a date without `VALUE=DATE`; from midnight to midnight, or to
 * 23:59, without a zone, in a zone or in UTC; as a duration; or with a mark of their own.
 */
export function withAllDayEvents(calendar: JCalComponent): JCalComponent {
  const [name, properties, components] = calendar;
  const zone = zoneOfCalendar(calendar);
  const events = components.filter(([component]) => component === 'vevent');
  const allDay = new Map(events.flatMap((event) => entry(event, wholeDays(event, zone))));
  const series = new Set([...allDay.keys()].filter((event) => !value(event, 'recurrence-id')).map(uidOf));
  const rewritten = components.map((component): JCalComponent => {
    if (component[0] !== 'vevent') return component;
    const [event, before, inner] = component;
    const span = allDay.get(component);
    const kept = span
      ? before.filter(([property]) => property !== 'dtend' && property !== 'duration')
      : before;
    const end: JCalProperty[] = span ? [['dtend', {}, 'date', span.end]] : [];
    const dates = kept.map((property): JCalProperty => {
      switch (property[0]) {
        case 'dtstart':
          return span ? ['dtstart', {}, 'date', span.start] : property;
        case 'exdate':
        case 'rdate':
          return span ? inDates(property, zone) : property;
        // An exception names the date of its series.
        case 'recurrence-id':
          return series.has(uidOf(component)) ? inDates(property, zone) : property;
        case 'rrule':
          return span ? ruleInDates(property, zoneOf(tzid(before)) ?? zone) : property;
        default:
          return property;
      }
    });
    return [event, [...dates, ...end], inner];
  });
  return [name, properties, rewritten];
}

/** An IANA zone; Google and Apple write it. */
export function zoneOfCalendar(calendar: JCalComponent): string | undefined {
  return zoneOf(value(calendar, 'x-wr-timezone'));
}

function entry(event: JCalComponent, span: Span | undefined): [JCalComponent, Span][] {
  return span ? [[event, span]] : [];
}

interface Span {
  /** ISO date. */
  readonly start: string;
  /** The first date after it, ISO. */
  readonly end: string;
}

/** The days of an all-day event; undefined for an event with a time of day, and where a date can't be read. */
function wholeDays(event: JCalComponent, zone: string | undefined): Span | undefined {
  const started = value(event, 'dtstart');
  const start = clockOf(started, zone);
  if (start === undefined) return undefined;
  const isMarked = isDateAlone(started) || marks.some((mark) => isTrue(value(event, mark)));
  if (!isMarked && !isMidnight(start)) return undefined;
  const first = dayOf(start);
  const end = endOf(event, start, zone);
  if (end === undefined) return { start: first, end: dateAfter(first, 1) };
  if (Number.isNaN(end)) return undefined;
  if (isMidnight(end)) return { start: first, end: dateOf(end) };
  if (isMidnight(end + minutes) || isMidnight(end + seconds))
    return { start: first, end: dateAfter(dateOf(end), 1) };
  if (!isMarked) return undefined;
  // Marked as a whole day, in a zone that is not known.
  return { start: first, end: isDateAlone(started) ? dateAfter(dateOf(end), 1) : dayOf(end) };
}

/** Marks of Outlook and Exchange, Hotmail's calendar, and clients of SyncML. */
const marks = ['x-microsoft-cdo-alldayevent', 'x-microsoft-msncalendar-alldayevent', 'x-funambol-allday'];

function isTrue(text: unknown): boolean {
  return typeof text === 'string' && /^(true|1)$/i.test(text);
}

/** Undefined where the event has no end. Like a clock's time. */
function endOf(event: JCalComponent, start: number, zone: string | undefined): number | undefined {
  const end = value(event, 'dtend');
  if (end !== undefined) return clockOf(end, zone) ?? Number.NaN;
  const duration = value(event, 'duration');
  return typeof duration === 'string' ? start + durationMs(duration) : undefined;
}

/** `P1D`, `PT24H`, `P1W`. */
function durationMs(text: string): number {
  const parts = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text);
  if (!parts) return Number.NaN;
  const units = [7 * days, days, hours, minutes, seconds];
  return units.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
}

/**
 * What the event's clock shows, as if it were UTC, in milliseconds. An instant in UTC that is no midnight there is shown in the
 * calendar's zone. Undefined where it is no date or time.
 */
function clockOf(written: unknown, zone: string | undefined): number | undefined {
  if (typeof written !== 'string' || !isDate(written.slice(0, 10))) return undefined;
  const clock = Date.parse(isDateAlone(written) ? written.slice(0, 10) : `${written.replace(/Z$/, '')}Z`);
  if (Number.isNaN(clock)) return undefined;
  return written.endsWith('Z') && !isMidnight(clock) ? shownIn(zone, clock) : clock;
}

/** What a clock in the zone shows at an instant, as if it were UTC; both in milliseconds. */
export function shownIn(zone: string | undefined, instant: number): number {
  if (zone === undefined) return instant;
  // Sweden writes dates as ISO 8601 does.
  const shown = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`);
}

/** The parser gives a date without `VALUE=DATE` an empty time. */
function isDateAlone(written: unknown): boolean {
  return typeof written === 'string' && /^\d{4}-\d\d-\d\d(T::)?$/.test(written);
}

function isMidnight(clock: number): boolean {
  return clock % days === 0;
}

/** The date whose midnight is nearest: of an all-day event in UTC, whose zone is not known. */
function dayOf(clock: number): string {
  return dateOf(Math.floor(clock / days + 0.5) * days);
}

function inDates(property: JCalProperty, zone: string | undefined): JCalProperty {
  const [name, , type, ...values] = property;
  if (type === 'period') return property;
  return [name, {}, 'date', ...values.map((written) => dateText(written, zone) ?? written)];
}

function dateText(written: unknown, zone: string | undefined): string | undefined {
  const clock = clockOf(written, zone);
  return clock === undefined ? undefined : clock % hours === 0 ? dayOf(clock) : dateOf(clock);
}

/** Without times of day: of UNTIL, which is in UTC, and of the occurrences. */
function ruleInDates([name, parameters, type, rule]: JCalProperty, zone: string | undefined): JCalProperty {
  if (typeof rule !== 'object' || rule === null) return [name, parameters, type, rule];
  const parts = Object.entries(rule)
    .filter(([part]) => !timesOfDay.has(part))
    .map(([part, given]: [string, unknown]) => [
      part,
      part === 'until' ? (dateText(given, zone) ?? given) : given,
    ]);
  return [name, parameters, type, Object.fromEntries(parts)];
}

const timesOfDay: ReadonlySet<string> = new Set(['byhour', 'byminute', 'bysecond']);

function value([, properties]: JCalComponent, name: string): unknown {
  return properties.find(([property]) => property === name)?.[3];
}

function uidOf(event: JCalComponent): unknown {
  return value(event, 'uid');
}

function tzid(properties: readonly JCalProperty[]): unknown {
  const [, parameters = {}] = properties.find(([property]) => property === 'dtstart') ?? [];
  return Object.getOwnPropertyDescriptor(parameters, 'tzid')?.value;
}

function zoneOf(name: unknown): string | undefined {
  return typeof name === 'string' && isTimeZone(name) ? name : undefined;
}
