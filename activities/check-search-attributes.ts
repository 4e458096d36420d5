import { searchAttributeNames } from '../src/contract/search-attributes';

/** @throws TypeError for a name that calls do not have: they could never be found by it */
export function checkSearchAttributes(names: readonly string[]): void {
  const unknown = names.filter((name) => !searchAttributeNames.includes(name));
  if (unknown.length === 0) return;
  throw new TypeError(
    `settings.searchAttributes: calls have no search attribute ${unknown.map((name) => JSON.stringify(name)).join(', ')}. Name some of ${searchAttributeNames.join(', ')}, or leave it out: then a worker uses those that its namespace has`,
  );
}
