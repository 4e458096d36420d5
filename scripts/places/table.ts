/** Inverts prefix → answer into answer → prefixes, without prefixes whose next shorter prefix has the same answer. */
export function byAnswer(answers: ReadonlyMap<string, string>): Record<string, string> {
  const table = new Map<string, string[]>();
  for (const [prefix, answer] of [...answers].sort(([a], [b]) => compare(a, b))) {
    if (answerOfShorter(prefix, answers) === answer) continue;
    table.set(answer, [...(table.get(answer) ?? []), prefix]);
  }
  const sorted = [...table].sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(sorted.map(([answer, prefixes]) => [answer, prefixes.join(' ')]));
}

function answerOfShorter(prefix: string, answers: ReadonlyMap<string, string>): string | undefined {
  for (let length = prefix.length - 1; length > 0; length -= 1) {
    const answer = answers.get(prefix.slice(0, length));
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
