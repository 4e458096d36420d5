/** One JSON document on stdout, and nothing else there. */
export function printJson(document: unknown): void {
  console.log(JSON.stringify(document, null, 2));
}

/** What is for people only goes to stderr, so that stdout can be piped. */
export function note(line: string): void {
  console.error(line);
}
