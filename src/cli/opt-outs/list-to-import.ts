import { readFile, writeFile } from 'node:fs/promises';
import type { OptOut } from '../../domain/ledger/opt-outs';
import { decodeText } from '../csv/decode-text';
import { badLines, fileForBadLines, type BadLine } from '../csv/bad-lines';
import { readOptOuts, type OptOutFile } from './read-opt-outs';

/** Options of `--import`. */
export interface ImportFlags {
  readonly country?: string;
  /** The file for bad lines; `true` is one beside the list. */
  readonly skipBad?: string | true;
}

export interface ListToImport {
  readonly optOuts: readonly OptOut[];
  /** How many lines are bad, and the file that has them. */
  readonly skipped?: { readonly lines: number; readonly file: string };
}

/**
 * The opt-outs of a file. Bad lines are written to another file before anything is imported.
 *
 * @param now ISO 8601
 * @throws Error that names every bad line, unless they are to be skipped and some are good
 */
export async function listToImport(
  file: string,
  { country, skipBad }: ImportFlags,
  now: string,
): Promise<ListToImport> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} can't be read. Check --import.`, { cause });
  });
  const list = readOptOuts(decodeText(bytes), { now, ...(country === undefined ? {} : { country }) });
  const { bad, optOuts } = list;
  if (bad.length === 0) return { optOuts };
  if (skipBad === undefined || optOuts.length === 0) throw new Error(refusal(file, list, country));
  const badFile = fileForBadLines(file, skipBad);
  await writeFile(badFile, badLines(list));
  return { optOuts, skipped: { lines: bad.length, file: badFile } };
}

function refusal(file: string, { bad, optOuts }: OptOutFile, country: string | undefined): string {
  const what =
    optOuts.length === 0
      ? `none of the lines of ${file} can be read`
      : `${bad.length} ${bad.length === 1 ? 'line' : 'lines'} of ${file} can't be read`;
  const advice = [
    ...(optOuts.length === 0 ? [] : [' Correct them, or import the others with --skip-bad.']),
    ...(country === undefined ? [' --country reads numbers without a country code.'] : []),
  ];
  return [
    `${what}. Nothing was imported.${advice.join('')}`,
    ...bad.slice(0, mostShown).map(inWords),
    ...more(bad),
  ].join('\n');
}

function inWords({ line, problem }: BadLine): string {
  return `  line ${line}: ${problem}`;
}

function more({ length }: readonly BadLine[]): string[] {
  return length > mostShown ? [`  and ${length - mostShown} more`] : [];
}

/** Bad lines in one message. --skip-bad writes all of them to a file. */
const mostShown = 200;
