import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';

/**
 * Encrypts payloads with AES-256-GCM. Unencrypted payloads stay readable, so that encryption can be switched on while calls
 * run.
 */
export class EncryptionCodec implements PayloadCodec {
  /** @param key 32 bytes, from a secret store */
  constructor(private readonly key: Buffer) {
    if (key.length !== 32) throw new TypeError(`The key has ${key.length} bytes; AES-256 takes 32.`);
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => ({
      metadata: { encoding: Buffer.from(encoding) },
      data: this.encrypt(temporal.api.common.v1.Payload.encode(payload).finish()),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const { metadata, data } = payload;
      if (!data || Buffer.from(metadata?.['encoding'] ?? []).toString() !== encoding) return payload;
      return temporal.api.common.v1.Payload.decode(this.decrypt(data));
    });
  }

  /** @returns the initialization vector, the authentication tag and the ciphertext */
  private encrypt(plain: Uint8Array): Uint8Array {
    const vector = randomBytes(vectorBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, vector);
    const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([vector, cipher.getAuthTag(), encrypted]);
  }

  private decrypt(stored: Uint8Array): Uint8Array {
    const vector = stored.subarray(0, vectorBytes);
    const tag = stored.subarray(vectorBytes, vectorBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.key, vector, { authTagLength: tagBytes });
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(stored.subarray(vectorBytes + tagBytes)), decipher.final()]);
  }
}

const encoding = 'binary/encrypted';

const vectorBytes = 12;
const tagBytes = 16;
