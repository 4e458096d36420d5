import { parse } from 'csv-parse/sync';

/** One line of data in a file of calls. */
export interface Row {
  /** In the file, from 1; a quoted cell may contain line breaks, and then it is the last of its lines. */
  readonly line: number;
  /** As it stands in the file, to be written to another file. */
  readonly text: string;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Table {
  readonly headings: readonly string[];
  /** The first line, as it stands in the file. */
  readonly head: string;
  readonly rows: readonly Row[];
}

/**
 * A file as spreadsheets write it: a line of headings, cells between commas, semicolons or tabs, with or without quotes.
 *
 * @throws Error when it has no headings, or the same heading twice, or a quote that does not end
 */
export function readRows(csv: string): Table {
  const [head, ...rows] = parse(csv, {
    bom: true,
    delimiter: delimiterOf(csv),
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as Parsed[];
  if (head === undefined) throw new Error('is empty: expected a line of headings, such as "id,phone"');
  const headings = head.record;
  const twice = headings.find((heading, index) => headings.indexOf(heading) !== index);
  if (twice !== undefined) throw new Error(`has two columns named ${JSON.stringify(twice)}`);
  return {
    headings,
    head: head.raw,
    rows: rows.map(({ record, raw, info }) => ({
      line: info.lines,
      text: raw,
      cells: Object.fromEntries(headings.map((heading, index) => [heading, record[index] ?? ''])),
    })),
  };
}

/** What `csv-parse` returns with `info` and `raw`; its types know neither. */
interface Parsed {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** The one that the headings have most of. */
function delimiterOf(csv: string): string {
  const [head = ''] = csv.split(/\r|\n/, 1);
  const count = (delimiter: string) => head.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}
