/**
 * A text in a query of Temporal's visibility. The server reads queries as SQL with MySQL's strings: a backslash escapes the next
 * character, so it is escaped itself.
 */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Conditions of a query: equality of texts, or one of several texts. */
export function whereAll(conditions: Readonly<Record<string, string | readonly string[]>>): string {
  return Object.entries(conditions)
    .map(([name, value]) =>
      typeof value === 'string'
        ? `${name} = ${quoted(value)}`
        : `${name} IN (${value.map(quoted).join(', ')})`,
    )
    .join(' AND ');
}
