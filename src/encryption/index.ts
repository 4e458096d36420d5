export { checkKeys, KeyCheckError, type KeyCheckOptions } from './check-keys';
export { encrypted, type EncryptedDataConverter } from './encrypted';
export { EncryptionCodec, type EncryptionOptions } from './encryption-codec';
export type { EncryptionKey, EncryptionKeys } from './key-ring';
export { keysFromEnvironment, keysFromFile } from './key-sources';
export { UnreadablePayloadError } from './unreadable-payload-error';
