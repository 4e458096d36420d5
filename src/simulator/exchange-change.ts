import type { Contact } from './contact';
import type { Script } from './script';

/** Everything that can happen to the exchange; what it remembers follows from these, in their order. */
export type ExchangeChange =
  | { readonly type: 'scripted'; readonly e164: string; readonly script: Script }
  /** A dial that was refused, which uses up its place in the number's script. */
  | { readonly type: 'dial-refused'; readonly e164: string }
  | {
      readonly type: 'contact-started';
      readonly contact: Contact;
      readonly token?: TokenUse | undefined;
      /** Whether it is a dial that left the instance, towards a phone. */
      readonly dials: boolean;
    }
  | { readonly type: 'contact-stopped'; readonly contactId: string; readonly at: number }
  | {
      readonly type: 'attributes-updated';
      readonly contactId: string;
      readonly at: number;
      readonly attributes: Readonly<Record<string, string>>;
    };

/** A ClientToken, and the request that it came with. */
export interface TokenUse {
  readonly clientToken: string;
  /** A digest of the request without its token. */
  readonly requestDigest: string;
}
