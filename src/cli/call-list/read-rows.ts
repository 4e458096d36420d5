import { csvRecords } from '../csv/csv-records';

/** One record of the file. */
export interface Row {
  /** Of its first line, from 1. */
  readonly line: number;
  /** As it is in the file, to be written to another one. */
  readonly text: string;
  readonly cells: Readonly<Record<string, string>>;
  /** Why it can't be read. */
  readonly problem?: string;
}

export interface Table {
  readonly headings: readonly string[];
  /** The line of headings, as it is in the file. */
  readonly head: string;
  readonly rows: readonly Row[];
}

/** @throws Error when the file has no headings, or the same heading twice */
export function readRows(text: string): Table {
  const [head, ...records] = csvRecords(text, () => false).records;
  if (head === undefined) throw new Error('is empty: expected a line of headings, such as "id,phone"');
  if (head.problem !== undefined) throw new Error(`line ${head.line}: ${head.problem}`);
  const headings = head.cells;
  const twice = headings.find((heading, index) => headings.indexOf(heading) !== index);
  if (twice !== undefined) throw new Error(`has two columns named ${JSON.stringify(twice)}`);
  return {
    headings,
    head: head.text,
    rows: records.map(({ cells, ...record }) => ({
      ...record,
      cells: Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])),
    })),
  };
}
