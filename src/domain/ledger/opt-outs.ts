/** A person who does not want to be called. */
export interface OptOut {
  /** E.164. */
  readonly number: string;
  /** ISO 8601. */
  readonly since: string;
  readonly reason?: string;
}

/** Most characters of a reason, since each part of the list is one payload. */
export const longestReason = 200;

/** A reason as the list keeps it: one line, since it is exported as lines, and cut to {@link longestReason}. */
export function reasonInShort(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  // Half of a surrogate pair could not be written to a file.
  return line
    .slice(0, longestReason)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

export interface OptOutChange {
  readonly add?: readonly OptOut[];
  /** E.164. */
  readonly remove?: readonly string[];
}

/** The first opt-out of a number is kept; a later one only adds a missing reason. */
export function changedOptOuts(
  before: readonly OptOut[],
  { add = [], remove = [] }: OptOutChange,
): readonly OptOut[] {
  const byNumber = new Map(before.map((one) => [one.number, one]));
  for (const number of remove) byNumber.delete(number);
  for (const one of add) byNumber.set(one.number, { ...one, ...byNumber.get(one.number) });
  return [...byNumber.values()];
}

/** Their approximate size as JSON, in characters. */
export function sizeOfOptOuts(optOuts: readonly OptOut[]): number {
  return optOuts.reduce(
    (sum, { number, since, reason = '' }) => sum + number.length + since.length + reason.length + 40,
    0,
  );
}

/** A part of the list is one payload from run to run, at most 2 MB in Temporal, encrypted and in any alphabet. */
export const mostOptOutCharacters = 400_000;
