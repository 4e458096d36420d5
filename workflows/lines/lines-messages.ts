import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { LineExchange, LinesGranted } from '../../src/domain/pacing/lines';

export interface LinesUpdate extends LineExchange {
  /** How long to wait for a line where none is free. */
  readonly timeoutMs: number;
}

/** Tell of lines taken and freed, and ask for some. Answers when at least one is free, or at the timeout. */
export const exchangeLinesUpdate = defineUpdate<LinesGranted, [LinesUpdate]>('exchangeLines');

/** Tell of lines taken and freed, without asking for any. */
export const tellLinesSignal = defineSignal<[LineExchange]>('tellLines');

/** How many lines somebody holds. */
export const linesInUseQuery = defineQuery<number>('linesInUse');
