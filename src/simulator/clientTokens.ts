const sevenDays = 7 * 24 * 60 * 60 * 1000;

/** Remembers which contact a ClientToken started: "valid for 7 days after creation" (API reference). */
export class ClientTokens {
  private readonly started = new Map<string, { readonly contactId: string; readonly at: number }>();

  /** The contact which the token started, while the token is valid. */
  find(instanceId: string, token: string, now: number): string | undefined {
    const known = this.started.get(keyOf(instanceId, token));
    return known && now - known.at < sevenDays ? known.contactId : undefined;
  }

  remember(instanceId: string, token: string, contactId: string, now: number): void {
    this.started.set(keyOf(instanceId, token), { contactId, at: now });
  }

  forgetAll(): void {
    this.started.clear();
  }
}

function keyOf(instanceId: string, token: string): string {
  return `${instanceId}/${token}`;
}
