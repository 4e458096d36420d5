/** Which part of a date such as `03/04/2026` comes first. */
export type DateOrder = 'day' | 'month' | 'unknown';

export type ReadSince = { readonly since: string } | { readonly problem: string };

/**
 * An instant as people and spreadsheets write it: a date with or without a time and an offset. Without an offset it is in UTC.
 *
 * @returns ISO 8601
 */
export function readSince(text: string, order: DateOrder): ReadSince {
  const { groups } = written.exec(text.trim()) ?? {};
  if (!groups) return { problem: expected };
  const date = dateOf(groups, order);
  if (date === 'ambiguous') {
    return {
      problem: 'its date is ambiguous, since the day or the month may come first: write it as 2026-11-23',
    };
  }
  const { hour, minute = '00', second = '00', fraction = '', half, offset = 'Z' } = groups;
  const time = hour === undefined ? '00:00:00' : `${on24Hours(hour, half)}:${minute}:${second}${fraction}`;
  const since = `${date}T${time}${inIso(offset)}`;
  return exists(date, since) ? { since } : { problem: `its date does not exist. ${expected}` };
}

const expected = 'expected a date such as 2026-11-23, or an instant such as 2026-11-23T09:00:00Z';

/** 2026-11-23, 23.11.2026, 11/23/2026; then 09:00, 9:00:00.000 or 9:00 AM; then Z, UTC, +01:00 or +0100. */
const written =
  /^(?:(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})|(?<first>\d{1,2})(?<mark>[-/.])(?<second2>\d{1,2})\k<mark>(?<lastYear>\d{4}))(?:(?:T|,? +)(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?<fraction>\.\d{1,9})?)?(?: *(?<half>[ap])\.?m\.?)?(?: *(?<offset>Z|UTC|GMT|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?)?$/i;

type Groups = Readonly<Record<string, string | undefined>>;

function dateOf(groups: Groups, order: DateOrder): string {
  const { year, month = '', day = '', first = '', second2: second = '', mark, lastYear } = groups;
  if (year !== undefined) return isoDate(year, month, day);
  const decided = mark === '.' ? 'day' : orderOf(first, second, order);
  if (decided === 'unknown') return 'ambiguous';
  return decided === 'day' ? isoDate(lastYear, second, first) : isoDate(lastYear, first, second);
}

function orderOf(first: string, second: string, order: DateOrder): DateOrder {
  if (Number(first) > 12) return 'day';
  if (Number(second) > 12) return 'month';
  return first === second ? 'day' : order;
}

/** The order that the dates of a file show together: one of them may have a day after the twelfth. */
export function dateOrder(texts: readonly string[]): DateOrder {
  const orders = new Set(
    texts.map((text) => {
      const { first, second2: second, mark } = written.exec(text.trim())?.groups ?? {};
      if (first === undefined || second === undefined || mark === '.' || first === second) return 'unknown';
      return orderOf(first, second, 'unknown');
    }),
  );
  orders.delete('unknown');
  const [order = 'unknown'] = orders.size === 1 ? orders : [];
  return order;
}

function isoDate(year = '', month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function on24Hours(hour: string, half: string | undefined): string {
  if (half === undefined) return hour.padStart(2, '0');
  if (Number(hour) < 1 || Number(hour) > 12) return '99';
  return String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0');
}

function inIso(offset: string): string {
  return /^(z|utc|gmt)$/i.test(offset) ? 'Z' : offset.replace(/^(.\d{2}):?(\d{2})$/, '$1:$2');
}

/** Date.parse reads the 30th of February as a day in March. */
function exists(date: string, instant: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || Number.isNaN(Date.parse(instant))) return false;
  return new Date(midnight).toISOString().startsWith(date);
}
