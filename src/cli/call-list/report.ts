import type { Row } from './read-rows';

/** A row, and a problem or warning about it. */
export interface RowProblem {
  readonly row: Row;
  readonly problem: string;
}

/** Each problem once, with its lines: a problem of the policy concerns every row. */
export function linesByProblem(problems: readonly RowProblem[]): string[] {
  const lines = new Map<string, number[]>();
  for (const { row, problem } of problems) lines.set(problem, [...(lines.get(problem) ?? []), row.line]);
  return [...lines].map(([problem, numbers]) => {
    const more = numbers.length > 5 ? ` and ${numbers.length - 5} more` : '';
    return `${numbers.length === 1 ? 'line' : 'lines'} ${numbers.slice(0, 5).join(', ')}${more}: ${problem}`;
  });
}

export interface ListFigures {
  readonly rows: number;
  readonly started: number;
  readonly existed: number;
  readonly refused: number;
}

export function inWords(
  { rows, started, existed, refused }: ListFigures,
  how: 'checked' | 'not-started' | { readonly badFile: string | undefined },
): string {
  const counted = `Rows: ${rows}, refused: ${refused}. Nothing was started`;
  if (how === 'checked') return `${counted}.`;
  if (how === 'not-started')
    return `${counted}: correct the refused rows, or leave them out with --skip-bad.`;
  const where = how.badFile === undefined ? '' : ` (now in ${how.badFile})`;
  return `Rows: ${rows}, calls started: ${started}, calls that existed: ${existed}, rows refused: ${refused}${where}.`;
}
