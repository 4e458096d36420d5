import type { TokenUse } from './exchange-change';

const sevenDays = 7 * 24 * 60 * 60 * 1000;

interface StartedContact {
  readonly contactId: string;
  readonly requestDigest: string;
  readonly at: number;
}

/** What a token is remembered by: operations do not share theirs. */
export interface TokenScope {
  readonly instanceId: string;
  readonly channel: 'VOICE' | 'TASK';
}

/** Remembers which contact a ClientToken started: "valid for 7 days after creation" (API reference). */
export class ClientTokens {
  private readonly started = new Map<string, StartedContact>();

  /** The contact which the token started, while the token is valid. */
  find(scope: TokenScope, clientToken: string, now: number): StartedContact | undefined {
    const known = this.started.get(keyOf(scope, clientToken));
    return known && now - known.at < sevenDays ? known : undefined;
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
