import type { PastContact } from './past-contact';

/** Why a dial was not sent though its turn had come: somebody said no. */
export type Barred =
  /** Nobody is called on this instance at present. */
  | { readonly by: 'hold' }
  | { readonly by: 'opt-out'; readonly reason?: string }
  /** Another call to the person is under way, or may be: it is of use to ask again soon, or at an instant (milliseconds since the epoch). So many calls want to. */
  | { readonly by: 'other-call'; readonly calls: number; readonly until?: number }
  | { readonly by: 'limit'; readonly limit: string; readonly contacts: readonly PastContact[] };
