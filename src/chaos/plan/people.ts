import type { Dice } from './dice';

/** A person whom several calls are to reach at about the same time. */
export interface SharedPerson {
  readonly kind: PersonKind;
  /** How many calls. */
  readonly calls: number;
}

/**
 * - `answers`: always; the calls only have to wait for one another
 * - `limited`: never answers, and all calls together may ring them less often than their policies would
 * - `opts out`: says between two calls that they want none, and takes it back later
 */
const personKinds = ['answers', 'limited', 'opts out'] as const;
type PersonKind = (typeof personKinds)[number];

/** About one call in five is to a person with others. A storm of a few calls has one such person; a larger one has all kinds. */
export function planPeople(calls: number, dice: Dice): SharedPerson[] {
  if (calls < 5) return [];
  if (calls < 15) return [{ kind: 'answers', calls: 2 }];
  const people = Math.max(personKinds.length, Math.round(calls * 0.07));
  return Array.from({ length: people }, (_, index) => {
    const kind = personKinds[index % personKinds.length] ?? 'answers';
    // The third call comes after the opt-out was removed.
    return { kind, calls: calls < 50 || kind === 'opts out' ? 3 : dice.whole(2, 4) };
  });
}
