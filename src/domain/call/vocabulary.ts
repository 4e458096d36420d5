import { ReservedAttribute } from '../reserved-contact-attributes';
import { rulePacks } from '../rules/packs';
import { isObject } from '../is-object';
import { jsonSchemas } from './json-schema';

/** The words that a request may have as names of members: those of its schema. Any other name may be personal data. */
export function isKnownWord(name: string): boolean {
  return vocabulary().has(name);
}

/** The known word that was probably meant; undefined when none is similar. */
export function similarWord(name: string): string | undefined {
  const [nearest] = [...vocabulary()]
    .map((word) => ({ word, edits: editsBetween(name.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  return nearest && nearest.edits <= Math.min(mostEdits, name.length / 3) ? nearest.word : undefined;
}

const mostEdits = 2;

let known: ReadonlySet<string> | undefined;

/** Made for the first problem, since most processes see none. */
function vocabulary(): ReadonlySet<string> {
  return (known ??= new Set([
    ...membersIn(jsonSchemas()['outbound-call-request']),
    ...rulePacks.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ...Object.values(ReservedAttribute),
  ]));
}

function membersIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(membersIn);
  if (!isObject(schema)) return [];
  const { properties, propertyNames } = schema;
  const names = isObject(propertyNames) && Array.isArray(propertyNames['enum']) ? propertyNames['enum'] : [];
  return [
    ...(isObject(properties) ? Object.keys(properties) : []),
    ...names.filter((name) => typeof name === 'string'),
    ...Object.values(schema).flatMap(membersIn),
  ];
}

/** Levenshtein's distance. */
function editsBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 0; row < Math.min(one.length, longestCompared); row += 1) {
    const current = [row + 1];
    for (let column = 0; column < other.length; column += 1) {
      const [left = 0, over = 0, before = 0] = [current[column], above[column + 1], above[column]];
      current.push(Math.min(left + 1, over + 1, before + (other[column] === one[row] ? 0 : 1)));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}

/** Characters; no word is longer. */
const longestCompared = 60;
