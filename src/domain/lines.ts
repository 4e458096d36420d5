/**
 * The lines of an instance (its concurrent calls) and their holders: an attempt from its dial to its contact's end, or a worker for
 * its next dial. Plain data that a workflow keeps. Instants are milliseconds since the epoch.
 */
export interface Lines {
  /** Until when each attempt or reservation holds its line, by id. Leases expire, so that a crash does not lose a line for ever. */
  readonly held: Readonly<Record<string, number>>;
  /** Attempts whose end another process reported before their beginning, and until when that is remembered. */
  readonly endedEarly: Readonly<Record<string, number>>;
}

export const noLines: Lines = { held: {}, endedEarly: {} };

/** One line, for an attempt or for a worker's next dial. */
export interface LineLease {
  /** The attempt's id, or the reservation's. */
  readonly id: string;
  /** How long the line is held unless it is renewed. */
  readonly heldForMs: number;
}

/** What a worker reports and requests in one message. Harmless to repeat. */
export interface LineExchange {
  /** The worker's process. */
  readonly holder: string;
  /** How many lines there are. Every message carries it, so that a new configuration applies at once. */
  readonly limit: number;
  /** Leases wanted, those that have waited longest first. */
  readonly wanted: readonly LineLease[];
  /** Leases in use, kept even beyond the limit. */
  readonly inUse: readonly LineLease[];
  /** Ids that no longer need their line. */
  readonly freed: readonly string[];
  /** The worker is stopping and can't use lines that it still waits for. */
  readonly isLeaving?: boolean;
}

export interface LinesGranted {
  /** The wanted ids that now hold a line. */
  readonly granted: readonly string[];
  /** Number of free lines. */
  readonly free: number;
}

/** How long an attempt holds its line unless it is renewed, by default; ms. */
export const lineHeldFor = 30 * 60_000;

/**
 * How long an attempt holds its line before the lease is renewed: until polling starts at the latest, plus a minute for that
 * request. A line that is never freed (its worker died, its call was terminated) is lost for this long. Milliseconds.
 *
 * @param ring the longest ring, milliseconds
 * @param usualTalk the policy's, milliseconds
 */
export function lineNeededForMs(ring: number, usualTalk: number): number {
  return ring + usualTalk + 60_000;
}

/** Longer than a dial takes: its line may not be reported yet when its worker dies. */
export const reservationHeldForMs = 60_000;

/** A beginning is reported late when the server was unreachable. */
const endRememberedForMs = 10 * 60_000;

/** Apply the report, then grant the wanted leases while there is room. */
export function exchangeLines(
  lines: Lines,
  exchange: LineExchange,
  now: number,
): { readonly lines: Lines; readonly answer: LinesGranted } {
  const settled = settle(lines, exchange, now);
  let room = Math.max(0, exchange.limit - linesInUse(settled, now));
  const granted = exchange.wanted.filter(({ id }) => {
    if (id in settled.held) return true;
    room -= 1;
    return room >= 0;
  });
  return {
    lines: { ...settled, held: { ...settled.held, ...leasedFrom(now, granted) } },
    answer: { granted: granted.map(({ id }) => id), free: Math.max(0, room) },
  };
}

/** Number of held lines. */
export function linesInUse({ held }: Lines, now: number): number {
  return Object.keys(unexpired(held, now)).length;
}

/** Temporal takes 2 MB; a character takes up to 3 bytes. */
export function isTooLarge({ held, endedEarly }: Lines): boolean {
  return [held, endedEarly].some((until) => {
    const ids = Object.keys(until);
    return ids.reduce((sum, id) => sum + id.length + charactersOfInstant, 0) > mostCharacters;
  });
}

const charactersOfInstant = 17;
/** For some 5,000 lines, by the length of an attempt's id. */
const mostCharacters = 300_000;

/** Without what has expired, and with what the worker reports. */
function settle(lines: Lines, { inUse, freed }: LineExchange, now: number): Lines {
  const endedEarly = unexpired(lines.endedEarly, now);
  const begun = inUse.filter(({ id }) => !(id in endedEarly));
  const held = { ...unexpired(lines.held, now), ...leasedFrom(now, begun) };
  const reported = inUse.map(({ id }) => id);
  const early = freed
    .filter((id) => !(id in held) && !reported.includes(id))
    .map((id) => ({ id, heldForMs: endRememberedForMs }));
  return {
    held: omit(held, freed),
    endedEarly: { ...omit(endedEarly, reported), ...leasedFrom(now, early) },
  };
}

function unexpired(until: Readonly<Record<string, number>>, now: number): Record<string, number> {
  return Object.fromEntries(Object.entries(until).filter(([, end]) => end > now));
}

function omit<T>(record: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> {
  const gone = new Set(ids);
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}

function leasedFrom(now: number, leases: readonly LineLease[]): Record<string, number> {
  return Object.fromEntries(leases.map(({ id, heldForMs }) => [id, now + heldForMs]));
}
