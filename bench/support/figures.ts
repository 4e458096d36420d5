import { max, median, min } from 'simple-statistics';

/** A benchmark and what it found. */
export interface Found {
  readonly benchmark: { readonly name: string; readonly title: string };
  readonly section: Section;
}

/** What a benchmark found: a table, and pictures of it. */
export interface Section {
  readonly figures: readonly Figure[];
  /** Said under the table. */
  readonly notes?: readonly string[];
  readonly charts?: readonly Chart[];
}

/** One line of a table: a value of ours for each round and, where there is one, the value that it is compared with. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly baseline?: Baseline;
  readonly goal?: Goal;
}

export interface Baseline {
  /** What it is compared with, where that is not the hand-written workflow. */
  readonly name?: string;
  readonly values: readonly number[];
}

export type Goal = ({ readonly atMost: number } | { readonly atLeast: number }) & {
  /** @default the ratio to the baseline, where there is a baseline */
  readonly of?: 'value';
};

/** An SVG for the documentation. */
export interface Chart {
  /** File name without its ending. */
  readonly name: string;
  /** What a reader who cannot see it is told. */
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

/** Ours divided by the baseline's, round by round: the two of one round saw the same machine. */
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
