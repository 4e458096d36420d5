import { randomAt } from '../../simulator/random';

/**
 * A row of random numbers that the same seed and purpose give again and again. Each purpose has a row of its own, so that
 * drawing more for one thing changes no other.
 */
export class Dice {
  private readonly seed: number;
  private drawn = 0;

  constructor(seed: number, purpose: string) {
    this.seed = Buffer.from(purpose).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), seed);
  }

  /** From 0 up to but not 1. */
  next(): number {
    this.drawn += 1;
    return randomAt(this.seed, this.drawn);
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.whole(0, from.length - 1)] ?? from[0];
  }

  shuffled<T>(things: readonly T[]): T[] {
    return things
      .map((thing) => ({ thing, place: this.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ thing }) => thing);
  }

  /**
   * So many things of the given kinds, in proportion to their weights and shuffled. Of each kind there is one at least, the
   * first kinds first: a small storm has something of everything, too.
   */
  deal<T>(count: number, kinds: readonly { readonly kind: T; readonly weight: number }[]): T[] {
    const total = kinds.reduce((sum, { weight }) => sum + weight, 0);
    const ones = kinds.slice(0, count).map(({ kind }) => kind);
    const more = kinds.flatMap(({ kind, weight }) =>
      Array.from({ length: Math.max(0, Math.round((weight / total) * count) - 1) }, () => kind),
    );
    const usual = kinds.reduce((a, b) => (b.weight > a.weight ? b : a));
    const dealt = [...ones, ...this.shuffled(more)].slice(0, count);
    const rest = Array.from({ length: count - dealt.length }, () => usual.kind);
    return this.shuffled([...dealt, ...rest]);
  }
}
