import { randomAt } from '../random';

/** How delivery departs from once, at once and in order. EventBridge promises none of these for contact events. */
export interface Mischief {
  /**
   * The probability that an event is never delivered.
   * @default 0
   */
  readonly drop?: number | undefined;
  /**
   * The probability that an event is delivered twice.
   * @default 0
   */
  readonly duplicate?: number | undefined;
  /**
   * Delays each delivery by a random time of up to so many seconds of the simulator's clock.
   * @default 0
   */
  readonly delaySeconds?: number | undefined;
  /**
   * The probability that a delivery is held back for some 5 seconds of the simulator's clock, so that later ones
   * overtake it.
   * @default 0
   */
  readonly reorder?: number | undefined;
  /**
   * Makes chance repeatable.
   * @default 1
   */
  readonly seed?: number | undefined;
}

const heldBackSeconds = 5;

/** When the `index`-th event is delivered: not at all, once or twice; in milliseconds since the epoch. */
export function deliveryTimes(index: number, at: number, mischief: Mischief): number[] {
  const { drop = 0, duplicate = 0, delaySeconds = 0, reorder = 0, seed = 1 } = mischief;
  const random = (place: number) => randomAt(seed, index * 8 + place);
  if (random(0) < drop) return [];
  const copies = random(1) < duplicate ? [0, 1] : [0];
  return copies.map((copy) => {
    const delay = random(2 + copy) * delaySeconds;
    const heldBack = random(4 + copy) < reorder ? heldBackSeconds * (0.5 + random(6 + copy)) : 0;
    return at + (delay + heldBack) * 1000;
  });
}
