/**
 * The lines of an instance (its concurrent calls), and who holds them: a contact from its dial to its end, or a worker for
 * its next dials. Plain data and a pure function over it; a workflow keeps it. Instants are milliseconds since the epoch.
 */
export interface Lines {
  /** Until when each attempt holds a line, by the attempt's id: a crash must not keep it for ever. */
  readonly attempts: Readonly<Record<string, number>>;
  /** Lines that workers hold for dials to come. */
  readonly stocks: Readonly<Record<string, Stock>>;
  /** Until when it is remembered that an attempt has ended of which nobody has told yet that it used a line: two processes tell. */
  readonly endedEarly: Readonly<Record<string, number>>;
}

export interface Stock {
  readonly lines: number;
  readonly until: number;
}

export const noLines: Lines = { attempts: {}, stocks: {}, endedEarly: {} };

/** What a worker tells and asks for in one message. Harmless to repeat, but for lines in stock, which expire. */
export interface LineExchange {
  /** Who asks: a worker's process. */
  readonly holder: string;
  /** How many lines there are, by whoever asks: so that another configuration holds at once. */
  readonly limit: number;
  /** Attempts that want a line, those who have waited longest first. */
  readonly wanted: readonly string[];
  /** Lines wanted for dials to come. */
  readonly stockWanted: number;
  /** Attempts that have taken one from the holder's stock, or hold theirs for longer. */
  readonly used: readonly string[];
  /** How long they hold it from now on unless they say so again, milliseconds. @default half an hour */
  readonly heldFor?: number;
  /** Attempts that need theirs no more. */
  readonly freed: readonly string[];
  /** Lines in stock that are not needed. */
  readonly returned: number;
  /** The holder ends: what it still waits for is of no use to it. */
  readonly isLeaving?: boolean;
}

export interface LinesGranted {
  /** The attempts, of those that wanted one, that now hold a line. */
  readonly attempts: readonly string[];
  /** Lines added to the holder's stock. */
  readonly stock: number;
  /** Lines that nobody holds. */
  readonly free: number;
}

/** How long an attempt holds its line unless it says so again, where nobody says how long. */
export const lineHeldFor = 30 * 60_000;

/**
 * How long an attempt holds its line before whoever follows its contact says so again: until that one asks at last, and a
 * minute more for the question. A line that nobody gave back, since its worker died or its call was terminated, is of no
 * use to anyone for so long.
 *
 * @param ring the longest ring, milliseconds
 * @param usualTalk the policy's, milliseconds
 */
export function lineNeededFor(ring: number, usualTalk: number): number {
  return ring + usualTalk + 60_000;
}
/** How long a worker holds a line in stock: longer than a dial takes, whose line may not be told of yet when the worker dies. */
export const stockHeldFor = 60_000;

/** How long it is remembered that an attempt has ended early: its beginning is told late where the server could not be reached. */
const rememberedFor = 10 * 60_000;

/** First all that makes room, then whoever waits, while there is room. */
export function exchangeLines(
  lines: Lines,
  exchange: LineExchange,
  now: number,
): { readonly lines: Lines; readonly granted: LinesGranted } {
  const settled = settle(lines, exchange, now);
  let room = Math.max(0, exchange.limit - linesInUse(settled, now));
  const attempts = exchange.wanted.filter((id) => {
    if (id in settled.attempts) return true;
    room -= 1;
    return room >= 0;
  });
  room = Math.max(0, room);
  const stock = Math.min(room, exchange.stockWanted);
  const { holder, heldFor = lineHeldFor } = exchange;
  const held = settled.stocks[holder]?.lines ?? 0;
  return {
    lines: {
      ...settled,
      attempts: { ...settled.attempts, ...until(attempts, now + heldFor) },
      stocks:
        stock > 0
          ? { ...settled.stocks, [holder]: { lines: held + stock, until: now + stockHeldFor } }
          : settled.stocks,
    },
    granted: { attempts, stock, free: room - stock },
  };
}

/** Lines that somebody holds. */
export function linesInUse(lines: Lines, now: number): number {
  const { attempts, stocks } = unexpired(lines, now);
  return Object.values(stocks).reduce((sum, stock) => sum + stock.lines, Object.keys(attempts).length);
}

/** Without what has expired, and with what the holder tells. */
function settle(
  lines: Lines,
  { holder, used, heldFor = lineHeldFor, freed, returned }: LineExchange,
  now: number,
): Lines {
  const { attempts, stocks, endedEarly } = unexpired(lines, now);
  const fromStock = used.filter((id) => !(id in attempts)).length;
  const stock = stocks[holder];
  const left = Math.max(0, (stock?.lines ?? 0) - fromStock - returned);

  const holding = { ...attempts, ...until(without(used, endedEarly), now + heldFor) };
  const early = freed.filter((id) => !(id in holding) && !used.includes(id));
  return {
    attempts: omit(holding, freed),
    stocks: {
      ...omit(stocks, [holder]),
      ...(stock && left > 0 ? { [holder]: { ...stock, lines: left } } : {}),
    },
    endedEarly: { ...omit(endedEarly, used), ...until(early, now + rememberedFor) },
  };
}

function unexpired({ attempts, stocks, endedEarly }: Lines, now: number): Lines {
  return {
    attempts: after(attempts, now, (end) => end),
    stocks: after(stocks, now, (stock) => stock.until),
    endedEarly: after(endedEarly, now, (end) => end),
  };
}

function after<T>(
  record: Readonly<Record<string, T>>,
  now: number,
  endOf: (value: T) => number,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => endOf(value) > now));
}

function omit<T>(record: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> {
  const gone = new Set(ids);
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}

function without(ids: readonly string[], record: Readonly<Record<string, unknown>>): string[] {
  return ids.filter((id) => !(id in record));
}

function until(ids: readonly string[], end: number): Record<string, number> {
  return Object.fromEntries(ids.map((id) => [id, end]));
}
