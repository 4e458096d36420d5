import Table from 'cli-table3';
import { ratioOf, spreadOf, verdictOf, type Figure, type Goal, type Spread } from './figures';

const head = ['', 'unit', 'ours', 'baseline', 'ours : baseline', 'goal', ''];

/** For a terminal. */
export function asText(figures: readonly Figure[]): string {
  const table = new Table({
    head,
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
  });
  table.push(...figures.map(cells));
  return table.toString();
}

/** For a page. */
export function asMarkdown(figures: readonly Figure[]): string {
  const rows = [
    head,
    head.map((_, column) => (column > 1 && column < 6 ? '--:' : '---')),
    ...figures.map(cells),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells(figure: Figure): string[] {
  const { what, unit, ours, baseline, goal } = figure;
  const ratio = ratioOf(figure);
  return [
    what,
    unit,
    inShort(spreadOf(ours)),
    baseline ? [inShort(spreadOf(baseline.values)), baseline.name].filter(Boolean).join(', ') : '',
    ratio && Number.isFinite(ratio.max) && Number.isFinite(ratio.median) ? inShort(ratio) : '',
    goal ? goalText(goal) : '',
    verdictOf(figure) ?? '',
  ];
}

function goalText(goal: Goal): string {
  const limit = 'atMost' in goal ? `≤ ${rounded(goal.atMost)}` : `≥ ${rounded(goal.atLeast)}`;
  return goal.of === 'value' ? `ours ${limit}` : limit;
}

/** The median, and the minimum and maximum if they differ. */
function inShort({ median, min, max }: Spread): string {
  const [middle, least, most] = [median, min, max].map(rounded);
  return least === most ? String(middle) : `${middle} (${least}–${most})`;
}

const numbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const large = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

function rounded(value: number): string {
  return (Math.abs(value) >= 1000 ? large : numbers).format(value);
}
