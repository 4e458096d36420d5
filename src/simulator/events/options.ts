import type { EventForm, Quirk } from './event-bridge';
import type { DeliveryFaults } from './delivery-faults';
import type { EventTarget } from './targets';

/** Target, format and faults of contact events. */
export interface EventOptions extends DeliveryFaults {
  readonly target: EventTarget;
  /**
   * How often the simulator checks for due events, in milliseconds of real time.
   * @default 100
   */
  readonly pollIntervalMs?: number | undefined;
  /**
   * Variations among AWS's own sample events to use.
   * @default none: camelCase members, `VOICE`, and no members without a value
   */
  readonly quirks?: readonly Quirk[] | undefined;
  /**
   * Whether only campaign calls or all calls have a `disconnectReason`; the real behaviour is not established.
   * @default 'campaign-only'
   */
  readonly disconnectReason?: EventForm['disconnectReason'] | undefined;
}
