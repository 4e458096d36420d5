import { reasonInShort, type OptOut } from '../../domain/ledger/opt-outs';

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
