import type { Contact } from './contact';
import type { Script } from './script';

/** Every change of the exchange. Its state follows from these, in their order. */
export type ExchangeChange =
  | { readonly type: 'scripted'; readonly e164: string; readonly script: Script }
  /** A refused dial; it uses one disposition of the number's script. */
  | { readonly type: 'dial-refused'; readonly e164: string }
  | {
      readonly type: 'contact-started';
      readonly contact: Contact;
      readonly token?: TokenUse | undefined;
      /** Whether a phone rings. */
      readonly dials: boolean;
    }
  | { readonly type: 'contact-stopped'; readonly contactId: string; readonly at: number }
  | {
      readonly type: 'attributes-updated';
      readonly contactId: string;
      readonly at: number;
      readonly attributes: Readonly<Record<string, string>>;
    };

/** A ClientToken and its request. */
export interface TokenUse {
  readonly clientToken: string;
  /** A digest of the request without its token. */
  readonly requestDigest: string;
}
