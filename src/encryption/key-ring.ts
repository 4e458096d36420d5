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
  private loading: { readonly ring: Promise<Ring>; readonly since: number } | undefined;

  /** @throws TypeError for a weak key or a bad ID in a list; for those of a function, the methods reject with it */
  constructor(
    private readonly keys: EncryptionKeys,
    private readonly now = () => performance.now(),
  ) {
    if (typeof keys !== 'function') this.loading = { ring: Promise.resolve(ringOf(keys)), since: Infinity };
  }

  async current(): Promise<UsableKey> {
    return (await this.ring()).current;
  }

  /** @throws UnreadablePayloadError when there is no such key */
  async find(id: string): Promise<UsableKey> {
    let { byId } = await this.ring();
    if (!byId.has(id) && this.isStale()) {
      this.loading = undefined;
      ({ byId } = await this.ring());
    }
    const found = byId.get(id);
    if (found) return found;
    throw new UnreadablePayloadError(
      `The payload is encrypted with key "${id}", which isn't in the ring (${[...byId.keys()].join(', ')}). Add it to the keys`,
    );
  }

  private ring(): Promise<Ring> {
    this.loading ??= this.load();
    return this.loading.ring;
  }

  private load() {
    const { keys } = this;
    const ring = (typeof keys === 'function' ? keys() : Promise.resolve(keys)).then(ringOf);
    const loading = { ring, since: this.now() };
    // A failure is not kept: the next payload loads the keys again.
    ring.catch(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    return loading;
  }

  private isStale(): boolean {
    return this.loading !== undefined && this.now() - this.loading.since >= reloadAfterMs;
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
