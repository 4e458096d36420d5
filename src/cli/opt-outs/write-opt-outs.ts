import { reasonInShort, type OptOut } from '../../domain/ledger/opt-outs';
import type { OptOutFile } from './read-opt-outs';

/** One line each, as `--import` reads them and spreadsheets, too: number, since, reason. */
export function optOutLines(optOuts: readonly OptOut[]): string {
  return [...optOuts]
    .sort((one, other) => one.number.localeCompare(other.number))
    .map(({ number, since, reason = '' }) => {
      const said = reasonInShort(reason);
      return `${[number, since, ...(said === '' ? [] : [quoted(said)])].join(',')}\n`;
    })
    .join('');
}

function quoted(cell: string): string {
  return /[",;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The bad lines as they were, each below its problem: once corrected, this is a file to import. */
export function badLines({ bad, heading }: OptOutFile): string {
  const lines = bad.flatMap(({ line, text, problem }) => [`# line ${line}: ${problem}`, text]);
  return [...(heading === undefined ? [] : [heading]), ...lines, ''].join('\n');
}
