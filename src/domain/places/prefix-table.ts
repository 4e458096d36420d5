import { words } from './words';

/**
 * Looks up the longest known prefix in a table of answer → prefixes. Answers are lists too.
 *
 * @returns a function that returns undefined when no prefix matches
 */
export function prefixTable(
  table: Readonly<Record<string, string>>,
): (digits: string) => readonly string[] | undefined {
  const answers = new Map<string, readonly string[]>();
  for (const [answer, prefixes] of Object.entries(table)) {
    const list = words(answer);
    for (const prefix of words(prefixes)) answers.set(prefix, list);
  }
  const longest = Math.max(...[...answers.keys()].map((prefix) => prefix.length));
  return (digits) => {
    for (let length = Math.min(digits.length, longest); length > 0; length -= 1) {
      const answer = answers.get(digits.slice(0, length));
      if (answer) return answer;
    }
    return undefined;
  };
}
