import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { keyIdMetadata } from './key-id-metadata';
import { KeyRing, type EncryptionKeys, type UsableKey } from './key-ring';
import { UnreadablePayloadError } from './unreadable-payload-error';

export interface EncryptionOptions {
  /** The first key encrypts; every key decrypts. */
  readonly keys: EncryptionKeys;
  /**
   * The Temporal namespace. A payload is bound to it: copied into another namespace, it does not decrypt. Keep the old name when a
   * namespace moves with its calls.
   */
  readonly namespace: string;
  /**
   * What to do with payloads that are not encrypted: `'refuse'` fails, `'accept'` reads them. Accept them only while encryption is
   * introduced. @default 'refuse'
   */
  readonly plaintext?: 'refuse' | 'accept';
}

/**
 * Encrypts payloads with AES-256-GCM. Each payload names its key; key ID and namespace are authenticated. The data are the
 * initialization vector (12 bytes, random), the ciphertext of the serialized payload, and the authentication tag (16 bytes).
 */
export class EncryptionCodec implements PayloadCodec {
  private readonly ring: KeyRing;

  /** @throws TypeError when the namespace is missing, or when a list of keys has a weak one */
  constructor(private readonly options: EncryptionOptions) {
    if (typeof options.namespace !== 'string' || options.namespace === '')
      throw new TypeError('namespace: expected the name of the Temporal namespace');
    this.ring = new KeyRing(options.keys);
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    const key = await this.ring.current();
    return payloads.map((payload) => ({
      metadata: { encoding: Buffer.from(encoding), [keyIdMetadata]: Buffer.from(key.id) },
      data: this.encrypt(temporal.api.common.v1.Payload.encode(payload).finish(), key),
    }));
  }

  /** @throws UnreadablePayloadError for a payload that this codec can't decrypt */
  async decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.decodeOne(payload)));
  }

  private async decodeOne(payload: Payload): Promise<Payload> {
    const { metadata, data } = payload;
    if (textOf(metadata?.['encoding']) !== encoding) {
      if (this.options.plaintext === 'accept') return payload;
      throw new UnreadablePayloadError(
        "The payload is not encrypted: it was written without the codec. While encryption is introduced, set plaintext: 'accept' (docs/encryption.md)",
      );
    }
    const id = textOf(metadata?.[keyIdMetadata]);
    if (id === '' || !data)
      throw new UnreadablePayloadError('The payload is encrypted, but names no key: another codec wrote it');
    return temporal.api.common.v1.Payload.decode(this.decrypt(data, await this.ring.find(id)));
  }

  private encrypt(plain: Uint8Array, { id, key }: UsableKey): Uint8Array {
    const vector = randomBytes(vectorBytes);
    const cipher = createCipheriv('aes-256-gcm', key, vector).setAAD(this.bindingOf(id));
    return Buffer.concat([vector, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  private decrypt(stored: Uint8Array, { id, key }: UsableKey): Uint8Array {
    const vector = stored.subarray(0, vectorBytes);
    const tag = stored.subarray(Math.max(vectorBytes, stored.length - tagBytes));
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, vector, { authTagLength: tagBytes })
        .setAAD(this.bindingOf(id))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(stored.subarray(vectorBytes, -tagBytes)), decipher.final()]);
    } catch (cause) {
      throw new UnreadablePayloadError(
        `The payload can't be decrypted with key "${id}": another key was given this ID, the payload belongs to a namespace other than "${this.options.namespace}", or it was changed`,
        { cause },
      );
    }
  }

  /** The data that are authenticated with a payload. A key ID has no line break. */
  private bindingOf(keyId: string): Buffer {
    return Buffer.from(`temporal-amazon-connect\n${keyId}\n${this.options.namespace}`);
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}

const encoding = 'binary/encrypted';

const vectorBytes = 12;
const tagBytes = 16;
