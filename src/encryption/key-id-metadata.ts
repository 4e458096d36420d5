/** Names the key of a payload, as in Temporal's own examples. */
export const keyIdMetadata = 'encryption-key-id';
