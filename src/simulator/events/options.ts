import type { EventForm, Quirk } from './event-bridge';
import type { Mischief } from './mischief';
import type { EventTarget } from './targets';

/** Where contact events go, and how well. */
export interface EventOptions extends Mischief {
  readonly target: EventTarget;
  /**
   * How often the simulator looks which events are due, in milliseconds of real time.
   * @default 100
   */
  readonly everyMilliseconds?: number | undefined;
  /**
   * Forms in which AWS's own samples of events differ.
   * @default none: camelCase members, `VOICE`, and no member for what has no value
   */
  readonly quirks?: readonly Quirk[] | undefined;
  /**
   * Whether calls other than those of campaigns tell their `disconnectReason`, which is not established.
   * @default 'campaign-only'
   */
  readonly disconnectReason?: EventForm['disconnectReason'] | undefined;
}
