import { EncryptionCodec, type EncryptionOptions } from './encryption-codec';

/** Members of Temporal's `DataConverter`. */
export interface EncryptedDataConverter {
  readonly payloadCodecs: [EncryptionCodec];
  /** Absolute path; give it to `bundleWorkflowCode`, too, if you bundle workflows yourself. */
  readonly failureConverterPath: string;
}

/**
 * A data converter that encrypts payloads and the messages of failures, for workers and clients alike.
 *
 * @throws TypeError when the namespace is missing, or when a list of keys has a weak one
 */
export function encrypted(options: EncryptionOptions): EncryptedDataConverter {
  return {
    payloadCodecs: [new EncryptionCodec(options)],
    failureConverterPath: require.resolve('./failure-converter'),
  };
}
