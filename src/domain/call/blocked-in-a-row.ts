import { days } from '../time-units';
import { Disposition } from './disposition';

/**
 * People whose attempts from one caller ID were `blocked` since the caller ID last got through, oldest first; at most
 * {@link enoughPeople}.
 */
export type BlockedInARow = readonly {
  readonly person: string;
  /** When the attempt ended, milliseconds since the epoch. */
  readonly at: number;
}[];

/**
 * Different people in a row. One person's own block list proves nothing about others. Amazon Connect reports some 1% of all attempts as
 * possibly blocked, so that a busy caller ID has three of them each day, but hardly ever three in a row.
 */
export const enoughPeople = 3;

/** How long a caller ID counts as blocked after the last of them; they must lie within the same time. Milliseconds. */
export const blockedForMs = 1 * days;

/** What is known after one more attempt. Attempts may be reported more than once and in any order. */
export function afterAttempt(
  known: BlockedInARow,
  { person, disposition, at }: BlockedInARow[number] & { readonly disposition: Disposition },
): BlockedInARow {
  if (gotThrough.has(disposition)) return known.filter((one) => one.at > at);
  if (disposition !== Disposition.Blocked) return known;
  const all = [...known.filter((one) => one.person !== person), { person, at }];
  const newest = Math.max(...all.map((one) => one.at));
  return all
    .filter((one) => one.at > newest - blockedForMs)
    .sort((one, other) => one.at - other.at)
    .slice(-enoughPeople);
}

/** Until when the caller ID counts as blocked, milliseconds since the epoch; undefined when too few people were blocked. */
export function blockedUntil(known: BlockedInARow): number | undefined {
  const newest = known.at(-1);
  return newest && known.length >= enoughPeople ? newest.at + blockedForMs : undefined;
}

/** The networks have delivered such an attempt. The other dispositions say nothing about the caller ID. */
const gotThrough: ReadonlySet<Disposition> = new Set([
  Disposition.Answered,
  Disposition.Voicemail,
  Disposition.NoAnswer,
  Disposition.Busy,
  Disposition.Abandoned,
  Disposition.Fax,
]);
