import type { PastContact } from './past-contact';

/** Why a dial was not sent though its turn had come: somebody said no, and it is of no use to ask again soon. */
export type Barred =
  /** Nobody is called on this instance at present. */
  | { readonly by: 'hold' }
  | { readonly by: 'opt-out'; readonly reason?: string }
  | { readonly by: 'limit'; readonly limit: string; readonly contacts: readonly PastContact[] };
