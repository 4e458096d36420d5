import { createSecretKey, type KeyObject } from 'node:crypto';
import { howToMakeAKey, readSecretKey, whyWeak } from '../domain/secret-key';
import { UnreadablePayloadError } from './unreadable-payload-error';

export interface EncryptionKey {
  /** Stored in clear with every payload: letters, digits, `.`, `_` and `-`, such as `2026-11`. Never use it for another key. */
  readonly id: string;
  /** 32 random bytes, or their base64 or hex text: `openssl rand -base64 32`. */
  readonly key: string | Uint8Array;
}

/**
 * The first key encrypts; every key decrypts. A function is called when a key is needed first, and again when a payload names a key
 * that it did not return, at most every ten seconds.
 */
export type EncryptionKeys = readonly EncryptionKey[] | (() => Promise<readonly EncryptionKey[]>);

/** A key that is ready to use. */
export interface UsableKey {
  readonly id: string;
  readonly key: KeyObject;
}

interface Ring {
  readonly current: UsableKey;
  readonly byId: ReadonlyMap<string, UsableKey>;
}

export class KeyRing {
  /** The newest that could be loaded: a key service that fails later on stops nothing. */
  private ring: Ring | undefined;
  private loading: Promise<Ring> | undefined;
  private loadedAt = -Infinity;

  /** @throws TypeError for a weak key or a bad ID in a list; for those of a function, the methods reject with it */
  constructor(
    private readonly keys: EncryptionKeys,
    private readonly now = () => performance.now(),
  ) {
    if (typeof keys !== 'function') this.ring = ringOf(keys);
  }

  async current(): Promise<UsableKey> {
    return (this.ring ?? (await this.load())).current;
  }

  /** @throws UnreadablePayloadError when there is no such key */
  async find(id: string): Promise<UsableKey> {
    const ring = this.ring ?? (await this.load());
    const found = ring.byId.get(id) ?? (await this.reloaded(ring)).byId.get(id);
    if (found) return found;
    throw new UnreadablePayloadError(
      `The payload is encrypted with key "${id}", which isn't in the ring (${[...ring.byId.keys()].join(', ')}). Add it to the keys`,
    );
  }

  private async reloaded(ring: Ring): Promise<Ring> {
    if (typeof this.keys !== 'function') return ring;
    const isFresh = this.loading === undefined && this.now() - this.loadedAt < reloadAfterMs;
    return isFresh ? ring : this.load();
  }

  /** Payloads of the same moment share it. */
  private load(): Promise<Ring> {
    this.loading ??= this.loadNow().finally(() => {
      this.loading = undefined;
      this.loadedAt = this.now();
    });
    return this.loading;
  }

  private async loadNow(): Promise<Ring> {
    const { keys } = this;
    this.ring = ringOf(typeof keys === 'function' ? await keys() : keys);
    return this.ring;
  }
}

const reloadAfterMs = 10_000;

function ringOf(keys: readonly EncryptionKey[]): Ring {
  const usable = keys.map(toUsable);
  const [current] = usable;
  if (!current) throw new TypeError(`No key to encrypt with: give at least one. ${howToMakeAKey}`);
  const byId = new Map<string, UsableKey>();
  for (const one of usable) {
    if (byId.has(one.id)) throw new TypeError(`Two keys have the ID "${one.id}". Give each key its own`);
    byId.set(one.id, one);
  }
  return { current, byId };
}

function toUsable({ id, key }: EncryptionKey): UsableKey {
  // The ID may be a key by mistake, so it is not quoted.
  if (!keyId.test(id)) {
    throw new TypeError(
      `A key ID has 1 to 64 letters, digits, ".", "_" and "-", such as 2026-11; one has ${id.length} characters`,
    );
  }
  const read = typeof key === 'string' ? readSecretKey(key) : inBytes(key);
  if ('problem' in read) throw new TypeError(`Key "${id}": ${read.problem}`);
  return { id, key: createSecretKey(read.bytes) };
}

function inBytes(bytes: Uint8Array): ReturnType<typeof readSecretKey> {
  const why = whyWeak(bytes);
  return why === undefined ? { bytes } : { problem: `the key ${why}. ${howToMakeAKey}` };
}

const keyId = /^[\w.-]{1,64}$/;
