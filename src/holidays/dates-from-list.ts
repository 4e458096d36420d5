import { isDate } from './consecutive-dates';

/**
 * Dates, one per line, such as `2026-12-25`. Ignores the rest of a line after a comma, semicolon, tab or space, empty lines,
 * comments (`#`), and a heading in the first line.
 *
 * @throws Error with the line number
 */
export function datesFromList(text: string): string[] {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: index + 1, first: firstCell(line) }))
    .filter(({ first }) => first !== '');
  const isHeading = /^[^\d]+$/.test(rows[0]?.first ?? '');
  const dates = rows.slice(isHeading ? 1 : 0).map(({ number, first }) => {
    if (!isDate(first)) {
      throw new Error(`Line ${number}: ${JSON.stringify(first)} is not a date such as "2026-12-25"`);
    }
    return first;
  });
  return [...new Set(dates)].sort();
}

function firstCell(line: string): string {
  const [cell = ''] = line.trim().split(/[,;\s#]/);
  return cell.replace(/^"(.*)"$/, '$1');
}
