/** Somebody who does not want to be called. */
export interface OptOut {
  /** E.164. */
  readonly number: string;
  /** ISO 8601. */
  readonly since: string;
  readonly reason?: string;
}

/** Characters of a reason: the do-not-call list is kept as a whole. */
export const longestReason = 200;

/** As the list keeps a reason: one line, since it is exported as lines, and cut where it is too long. */
export function reasonInShort(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  // Half of a character could not be written to a file.
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

/** Who said it first stays; a later word with a reason brings the reason to one without. */
export function changedOptOuts(
  before: readonly OptOut[],
  { add = [], remove = [] }: OptOutChange,
): readonly OptOut[] {
  const byNumber = new Map(before.map((one) => [one.number, one]));
  for (const number of remove) byNumber.delete(number);
  for (const one of add) byNumber.set(one.number, { ...one, ...byNumber.get(one.number) });
  return [...byNumber.values()];
}

/** Characters that they take as JSON, about. */
export function sizeOfOptOuts(optOuts: readonly OptOut[]): number {
  return optOuts.reduce(
    (sum, { number, since, reason = '' }) => sum + number.length + since.length + reason.length + 40,
    0,
  );
}

/** A part of the list goes from run to run as one payload, of which Temporal takes 2 MB: encrypted, and in any alphabet. */
export const mostOptOutCharacters = 400_000;

/** The type of the failure of a part that takes no more. */
export const optOutListFull = 'OptOutListFull';
