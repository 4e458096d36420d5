import { CsvError, parse } from 'csv-parse/sync';

/** A record of a file whose cells are separated. */
export interface CsvRecord {
  /** Of its first line, from 1. */
  readonly line: number;
  /** As it is in the file. */
  readonly text: string;
  readonly cells: readonly string[];
  /** Why it has no cells. */
  readonly problem?: string;
}

export interface CsvFile {
  readonly separator: string;
  readonly records: readonly CsvRecord[];
}

/**
 * The records of a text, without empty lines and lines that begin with `#`. The separator is the one of most lines: a comma, a
 * semicolon, a tab or a bar; or that of a first line `sep=;`.
 *
 * Each record is parsed by itself, so that an unclosed quote spoils one line and not all that follow.
 *
 * @param beginsRecord a quoted cell never goes on with such a line: its quote was not closed
 */
export function csvRecords(text: string, beginsRecord: (cells: readonly string[]) => boolean): CsvFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const named = /^sep=([,;\t|])$/i.exec(lines[0] ?? '')?.[1];
  const separator = named ?? commonSeparator(lines);
  const records: CsvRecord[] = [];
  for (let at = named === undefined ? 0 : 1; at < lines.length;) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.startsWith('#')) {
      at += 1;
      continue;
    }
    const { length, ...record } = recordAt(lines, at, separator, beginsRecord);
    records.push({ line: at + 1, ...record });
    at += length;
  }
  return { separator, records };
}

interface Found extends Omit<CsvRecord, 'line'> {
  /** In lines. */
  readonly length: number;
}

function recordAt(
  lines: readonly string[],
  at: number,
  separator: string,
  beginsRecord: (cells: readonly string[]) => boolean,
): Found {
  for (let length = 1; length <= longestRecord; length += 1) {
    const next = lines[at + length - 1];
    if (next === undefined || (length > 1 && beginsRecord(bare(next, separator)))) break;
    const text = lines.slice(at, at + length).join('\n');
    const { cells, problem } = cellsOf(text, separator);
    if (problem !== 'unclosed') return { text, cells, length, ...(problem === undefined ? {} : { problem }) };
  }
  return { text: lines[at] ?? '', cells: [], problem: 'a quote (") is opened and not closed', length: 1 };
}

/** In lines: more than a note in a cell has. */
const longestRecord = 50;

function cellsOf(
  text: string,
  separator: string,
): { readonly cells: readonly string[]; readonly problem?: string } {
  try {
    const [cells = []] = parse(text, {
      delimiter: separator,
      // Quotes within a cell, as in: asked for "no calls".
      relax_quotes: true,
      relax_column_count: true,
      // Trimming on the right refuses text after a closing quote.
      ltrim: true,
    });
    return { cells: cells.map((cell) => cell.trim()) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { cells: [], problem: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed' : error.message };
  }
}

/** The cells of a line, whatever its quotes. */
function bare(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.replaceAll('"', '').trim());
}

/** Of the first separators of the lines, the most frequent. */
function commonSeparator(lines: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const line of lines.filter((one) => !one.startsWith('#'))) {
    const [first] = /[,;\t|]/.exec(line.replace(/"[^"]*"/g, '')) ?? [];
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const [[separator] = [',']] = [...counts].sort(([, one], [, other]) => other - one);
  return separator;
}
