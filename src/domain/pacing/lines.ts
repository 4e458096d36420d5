/**
 * The lines of an instance (its concurrent calls), and who holds them: an attempt from its dial to its contact's end, or a
 * worker for its next dial. Plain data and a pure function over it; a workflow keeps it. Instants are milliseconds since the epoch.
 */
export interface Lines {
  /** Until when each attempt or reservation holds its line, by id: a crash must not keep it for ever. */
  readonly held: Readonly<Record<string, number>>;
  /** Attempts whose end was reported before their beginning, by another process; and until when that is remembered. */
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
  /** How many lines there are; it is in every message, so that another configuration holds at once. */
  readonly limit: number;
  /** Leases wanted, those that have waited longest first. */
  readonly wanted: readonly LineLease[];
  /** Leases that are in use, whether there is a line or not. */
  readonly inUse: readonly LineLease[];
  /** Ids that need their line no more. */
  readonly freed: readonly string[];
  /** The worker is stopping: it can't use what it still waits for. */
  readonly isLeaving?: boolean;
}

export interface LinesGranted {
  /** The ids, of those wanted, that now hold a line. */
  readonly granted: readonly string[];
  /** Lines that nobody holds. */
  readonly free: number;
}

/** How long an attempt holds its line unless it is renewed, by default; ms. */
export const lineHeldFor = 30 * 60_000;

/**
 * How long an attempt holds its line before its follower renews the lease: until it polls at last, and a minute for that
 * request. A line that was never freed (its worker died, its call was terminated) is lost for so long.
 *
 * @param ring the longest ring, milliseconds
 * @param usualTalk the policy's, milliseconds
 */
export function lineNeededFor(ring: number, usualTalk: number): number {
  return ring + usualTalk + 60_000;
}

/** Longer than a dial takes, whose line may not be reported yet when its worker dies. */
export const reservationHeldForMs = 60_000;

/** A beginning is reported late where the server could not be reached. */
const endRememberedForMs = 10 * 60_000;

/** First all that makes room, then the leases wanted, while there is room. */
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

/** Lines that are held. */
export function linesInUse({ held }: Lines, now: number): number {
  return Object.keys(unexpired(held, now)).length;
}

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
