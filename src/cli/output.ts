/** Print one JSON document to stdout. */
export function printJson(document: unknown): void {
  console.log(JSON.stringify(document, null, 2));
}

/** Print a line for people to stderr, so that stdout can be piped. */
export function note(line: string): void {
  console.error(line);
}
