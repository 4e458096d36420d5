import { readFile } from 'node:fs/promises';
import { howToMakeAKey } from '../domain/secret-key';
import type { EncryptionKey, EncryptionKeys } from './key-ring';

/**
 * Keys from an environment variable, the current one first: `2026-11:BASE64,2025-11:BASE64`. Each has an ID and 32 random bytes, in
 * base64 or hex.
 *
 * @throws TypeError when the variable is missing or can't be read
 */
export function keysFromEnvironment(variable = 'PAYLOAD_KEYS'): readonly EncryptionKey[] {
  const text = process.env[variable];
  if (text === undefined || text.trim() === '') {
    throw new TypeError(`${variable} is not set. Set it to ID:KEY, such as 2026-11:BASE64. ${howToMakeAKey}`);
  }
  return keysIn(text, variable);
}

/**
 * Keys from a file, such as a mounted secret: `ID:KEY` on each line, the current key first. Empty lines and lines that begin with
 * `#` are skipped. The file is read again when a payload names a key that it did not have.
 */
export function keysFromFile(file: string): EncryptionKeys {
  return async () => keysIn(await readFile(file, 'utf8'), file);
}

function keysIn(text: string, where: string): EncryptionKey[] {
  const entries = text
    .split(/[\n,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('#'));
  return entries.map((entry, at) => {
    const colon = entry.indexOf(':');
    if (colon < 1) {
      throw new TypeError(`${where}: entry ${at + 1} has no key ID. Write ID:KEY, such as 2026-11:BASE64`);
    }
    return { id: entry.slice(0, colon).trim(), key: entry.slice(colon + 1).trim() };
  });
}
