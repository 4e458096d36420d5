import { randomAt } from '../../simulator/random';

/**
 * A sequence of random numbers, determined by seed and purpose. Each purpose has its own sequence, so that drawing more numbers
 * for one purpose does not change another.
 */
export class Dice {
  private readonly seed: number;
  private drawn = 0;

  constructor(seed: number, purpose: string) {
    this.seed = Buffer.from(purpose).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), seed);
  }

  /** In [0, 1). */
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
   * `count` kinds in random order, in proportion to their weights, with at least one of each kind; if `count` is too small, the
   * first kinds.
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
