import { query, signal, update } from './define';
import type { LineExchange, LineLease, LinesGranted } from '../domain/lines';
import { boolean, list, number, object, optional, text, type Members } from './shape';

export interface LinesUpdate extends LineExchange {
  /** How long to wait when no line is free. */
  readonly timeoutMs: number;
}

const day = 24 * 60 * 60_000;
/** Of a process that was out of touch: about 10,000 lines. */
const mostBytes = 1024 * 1024;

const leases = list(object<LineLease>({ id: text(), heldForMs: number(0, day) }));
const exchange: Members<LineExchange> = {
  holder: text(),
  limit: number(0, 1_000_000),
  wanted: leases,
  inUse: leases,
  freed: list(text()),
  isLeaving: optional(boolean),
};

/** Report lines in use and freed, and request some. Answers when at least one is free, or at the timeout. */
export const exchangeLinesUpdate = update<LinesGranted, LinesUpdate>('exchangeLines', {
  shape: object({ ...exchange, timeoutMs: number(0, day) }),
  mostBytes,
});

/** Report lines in use and freed, without requesting any. */
export const reportLinesSignal = signal<LineExchange>('reportLines', { shape: object(exchange), mostBytes });

/** How many lines are held. */
export const linesInUseQuery = query<number>('linesInUse');
