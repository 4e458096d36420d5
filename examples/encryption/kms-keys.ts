import type { EncryptionKey } from 'temporal-amazon-connect/encryption';

/**
 * A key of payloads that AWS KMS has encrypted: `CiphertextBlob` of
 * `aws kms generate-data-key-without-plaintext --key-spec AES_256 --encryption-context purpose=temporal-payloads`.
 */
export interface DataKey {
  readonly id: string;
  /** Base64. It is no secret: without KMS nobody can use it. */
  readonly ciphertext: string;
}

/** `new KMS({})` of `@aws-sdk/client-kms`. */
export interface Kms {
  decrypt(input: {
    CiphertextBlob: Uint8Array;
    EncryptionContext: Record<string, string>;
  }): Promise<{ Plaintext?: Uint8Array }>;
}

/** As it was given to `generate-data-key-without-plaintext`, so that a key of another purpose can't be passed off as one of these. */
const context = { purpose: 'temporal-payloads' };

/**
 * For temporal.config.ts: `encrypted({ keys: keysFromKms(new KMS({}), dataKeys), namespace })`. KMS decrypts each key
 * when the keys are first needed, and again when a payload names a key that is not in the list.
 */
export function keysFromKms(kms: Kms, dataKeys: readonly DataKey[]): () => Promise<EncryptionKey[]> {
  return () =>
    Promise.all(
      dataKeys.map(async ({ id, ciphertext }) => {
        const { Plaintext } = await kms.decrypt({
          CiphertextBlob: Buffer.from(ciphertext, 'base64'),
          EncryptionContext: context,
        });
        if (!Plaintext) throw new Error(`KMS returned nothing for key "${id}"`);
        return { id, key: Plaintext };
      }),
    );
}
