import { checkedOptOut } from '../../domain/ledger/checked-opt-out';
import { reasonInShort, type OptOut } from '../../domain/ledger/opt-outs';
import { numberInCell } from '../csv/number-in-cell';
import { columnsOf, isHeading, type Columns } from './columns';
import type { BadLine } from '../csv/bad-lines';
import { csvRecords, type CsvRecord } from '../csv/csv-records';
import { dateOrder, readSince, type DateOrder } from './read-since';

export interface OptOutFile {
  readonly optOuts: readonly OptOut[];
  readonly bad: readonly BadLine[];
  /** The line with the names of the columns. */
  readonly heading?: string;
}

export interface ReadOptions {
  /** ISO 8601; since when numbers without a date are opted out. */
  readonly now: string;
  /** ISO 3166: the country of numbers without a country code. @default numbers must have one */
  readonly country?: string;
}

/**
 * The opt-outs of a file as people have them: number, date, reason, or the columns that its heading names. A line is good or bad as
 * a whole.
 */
export function readOptOuts(text: string, options: ReadOptions): OptOutFile {
  const { separator, records } = csvRecords(text, (cells) => cells.some(mayBeNumber));
  const [first] = records;
  const heading = first && first.problem === undefined && isHeading(first.cells) ? first : undefined;
  const columns = columnsOf(heading?.cells);
  const lines = heading ? records.slice(1) : records;
  const { since } = columns;
  const order = since === undefined ? 'unknown' : dateOrder(lines.map(({ cells }) => cells[since] ?? ''));
  const read = lines.map((record) => ({
    record,
    found: readRecord(record, columns, separator, order, options),
  }));
  return {
    optOuts: read.flatMap(({ found }) => ('problem' in found ? [] : found.optOuts)),
    bad: read.flatMap(({ record: { line, text: written }, found }) =>
      'problem' in found ? [{ line, text: written, problem: found.problem }] : [],
    ),
    ...(heading ? { heading: heading.text } : {}),
  };
}

function mayBeNumber(cell: string): boolean {
  return /^[+(]?\d[\d\s()./-]{6,}$/.test(cell) && 'problem' in readSince(cell, 'day');
}

function readRecord(
  { cells, problem }: CsvRecord,
  columns: Columns,
  separator: string,
  order: DateOrder,
  { now, country }: ReadOptions,
): { readonly optOuts: readonly OptOut[] } | { readonly problem: string } {
  if (problem !== undefined) return { problem };
  const numbers = columns.numbers.map((index) => cells[index] ?? '').filter((cell) => cell !== '');
  if (numbers.length === 0) return { problem: 'it has no number' };
  const written = columns.since === undefined ? '' : (cells[columns.since] ?? '');
  const since = written === '' ? { since: now } : readSince(written, order);
  const read = numbers.map((number) => numberInCell(number, { country }));
  const problems = [...read, since].flatMap((one) => ('problem' in one ? [one.problem] : []));
  if (problems.length > 0 || 'problem' in since) return { problem: problems.join('; ') };
  const reason = reasonInShort(reasonOf(cells, columns, separator));
  return {
    optOuts: read.flatMap((one) =>
      'e164' in one
        ? [checkedOptOut({ number: one.e164, ...since, ...(reason === '' ? {} : { reason }) })]
        : [],
    ),
  };
}

/** People don't quote a comma in a reason, and spreadsheets add empty cells. */
function reasonOf(cells: readonly string[], { reason, reasonIsLast }: Columns, separator: string): string {
  if (reason === undefined) return '';
  const said = cells.slice(reason, reasonIsLast ? undefined : reason + 1);
  return said.slice(0, said.findLastIndex((cell) => cell !== '') + 1).join(`${separator} `);
}
