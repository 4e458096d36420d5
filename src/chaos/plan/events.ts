import type { DeliveryFaults } from '../../simulator';

/** EventBridge promises next to nothing of contact events; here it keeps to that: some are lost, doubled, late and out of order. */
export function planEvents(seed: number): DeliveryFaults {
  return { drop: 0.2, duplicate: 0.2, reorder: 1, delaySeconds: 40, seed };
}
