import { max, median, min } from 'simple-statistics';

/** A benchmark with its results. */
export interface Found {
  readonly benchmark: { readonly name: string; readonly title: string };
  readonly section: Section;
}

/** Results of a benchmark: a table, notes and charts. */
export interface Section {
  readonly figures: readonly Figure[];
  /** Printed below the table. */
  readonly notes?: readonly string[];
  readonly charts?: readonly Chart[];
}

/** One row of a table: our value per round and, if any, the baseline's. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly baseline?: Baseline;
  readonly goal?: Goal;
}

interface Baseline {
  /** Name of a baseline other than the hand-written workflow. */
  readonly name?: string;
  readonly values: readonly number[];
}

export type Goal = ({ readonly atMost: number } | { readonly atLeast: number }) & {
  /** @default the ratio to the baseline, if there is one */
  readonly of?: 'value';
};

/** An SVG for the documentation. */
interface Chart {
  /** File name without extension. */
  readonly name: string;
  /** Alternative text. */
  readonly alt: string;
  readonly svg: string;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const own = [...values];
  return { median: median(own), min: min(own), max: max(own) };
}

/** Our value divided by the baseline's, per round, since both saw the same machine. */
export function ratioOf({ ours, baseline }: Figure): Spread | undefined {
  if (!baseline) return undefined;
  return spreadOf(
    ours.map((value, round) => value / (baseline.values[round] ?? median([...baseline.values]))),
  );
}

export type Verdict = 'met' | 'missed';

/** Whether the median meets the goal; undefined without one. */
export function verdictOf(figure: Figure): Verdict | undefined {
  const { goal } = figure;
  if (!goal) return undefined;
  const ratio = goal.of === 'value' ? undefined : ratioOf(figure);
  const { median: found } = ratio ?? spreadOf(figure.ours);
  const isMet = 'atMost' in goal ? found <= goal.atMost : found >= goal.atLeast;
  return isMet ? 'met' : 'missed';
}
