import type { PastContact } from './past-contact';

/** Why a dial was not sent though its turn had come: somebody said no. */
export type Barred =
  /** Nobody is called on this instance at present. */
  | { readonly by: 'hold' }
  | { readonly by: 'opt-out'; readonly reason?: string }
  /** Another call to the person has an attempt under way, or may have. */
  | {
      readonly by: 'other-call';
      /** So many calls may want to dial them. */
      readonly calls: number;
      /** When it is over in any case, milliseconds since the epoch; undefined where that can't be known. */
      readonly until?: number;
      /** How often `awaitOtherCall` may ask whether it is over, milliseconds; workers of before don't say. */
      readonly askEvery?: number;
    }
  | { readonly by: 'limit'; readonly limit: string; readonly contacts: readonly PastContact[] };
