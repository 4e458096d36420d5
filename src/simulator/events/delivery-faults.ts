import { randomAt } from '../random';

/** Lost, repeated, late and reordered deliveries, all of which EventBridge allows for contact events. */
export interface DeliveryFaults {
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
   * Maximum random delay of a delivery, in simulated seconds.
   * @default 0
   */
  readonly delaySeconds?: number | undefined;
  /**
   * The probability that a delivery is delayed by about 5 simulated seconds, so that later ones overtake it.
   * @default 0
   */
  readonly reorder?: number | undefined;
  /**
   * Seed of the random choices: the same seed repeats them.
   * @default 1
   */
  readonly seed?: number | undefined;
}

const reorderSeconds = 5;

/** The times at which the `index`-th event is delivered: none, one or two; milliseconds since the epoch. */
export function deliveryTimes(index: number, at: number, faults: DeliveryFaults): number[] {
  const { drop = 0, duplicate = 0, delaySeconds = 0, reorder = 0, seed = 1 } = faults;
  const random = (place: number) => randomAt(seed, index * 8 + place);
  if (random(0) < drop) return [];
  const copies = random(1) < duplicate ? [0, 1] : [0];
  return copies.map((copy) => {
    const delay = random(2 + copy) * delaySeconds;
    const heldBack = random(4 + copy) < reorder ? reorderSeconds * (0.5 + random(6 + copy)) : 0;
    return at + (delay + heldBack) * 1000;
  });
}
