import { query, signal, update } from './define';
import type { LineExchange, LinesGranted } from '../pacing/lines';

export interface LinesUpdate extends LineExchange {
  /** How long to wait when no line is free. */
  readonly timeoutMs: number;
}

/** Report lines in use and freed, and request some. Answers when at least one is free, or at the timeout. */
export const exchangeLinesUpdate = update<LinesGranted, [LinesUpdate]>('exchangeLines');

/** Report lines in use and freed, without requesting any. */
export const reportLinesSignal = signal<[LineExchange]>('reportLines');

/** How many lines are held. */
export const linesInUseQuery = query<number>('linesInUse');
