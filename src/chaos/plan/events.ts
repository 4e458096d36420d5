import type { DeliveryFaults } from '../../simulator';

/** Lost, repeated, late and reordered events: EventBridge guarantees little for contact events. */
export function planEvents(seed: number): DeliveryFaults {
  return { drop: 0.2, duplicate: 0.2, reorder: 1, delaySeconds: 40, seed };
}
