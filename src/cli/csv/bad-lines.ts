import path from 'node:path';

/** A line of a list that can't be used. */
export interface BadLine {
  /** From 1. */
  readonly line: number;
  /** As it is in the file. */
  readonly text: string;
  readonly problem: string;
}

/** The bad lines as they were, each below its problem: once corrected, this is a list for the same command. */
export function badLines({
  bad,
  heading,
}: {
  readonly bad: readonly BadLine[];
  readonly heading?: string;
}): string {
  const lines = bad.flatMap(({ line, text, problem }) => [
    `# line ${line}: ${problem.replace(/\s+/g, ' ')}`,
    text,
  ]);
  return [...(heading === undefined ? [] : [heading]), ...lines, ''].join('\n');
}

/**
 * The file for the bad lines of a list: `list.bad.csv` for `list.csv`, or the one that was named.
 *
 * @param skipBad of the option `--skip-bad [file]`
 * @throws Error when it is the list itself
 */
export function fileForBadLines(list: string, skipBad: string | true): string {
  const { dir, name, ext } = path.parse(list);
  const file = skipBad === true ? path.join(dir, `${name}.bad${ext}`) : skipBad;
  if (path.resolve(file) === path.resolve(list))
    throw new Error('--skip-bad names the list itself. Name another file.');
  return file;
}
