import type { TokenUse } from './exchange-change';

const validityMs = 7 * 24 * 60 * 60 * 1000;

interface StartedContact {
  readonly contactId: string;
  readonly requestDigest: string;
  readonly at: number;
}

/** Tokens are scoped: operations do not share them. */
export interface TokenScope {
  readonly instanceId: string;
  readonly channel: 'VOICE' | 'TASK';
}

/** Remembers which contact a ClientToken started: "valid for 7 days after creation" (API reference). */
export class ClientTokens {
  private readonly started = new Map<string, StartedContact>();

  /** The contact that the token started, while the token is valid. */
  find(scope: TokenScope, clientToken: string, now: number): StartedContact | undefined {
    const known = this.started.get(keyOf(scope, clientToken));
    return known && now - known.at < validityMs ? known : undefined;
  }

  remember(
    scope: TokenScope,
    { clientToken, requestDigest }: TokenUse,
    contactId: string,
    now: number,
  ): void {
    this.started.set(keyOf(scope, clientToken), { contactId, requestDigest, at: now });
  }

  forgetAll(): void {
    this.started.clear();
  }
}

function keyOf({ instanceId, channel }: TokenScope, token: string): string {
  return `${instanceId}/${channel}/${token}`;
}
