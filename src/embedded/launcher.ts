import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cache';
import { childEnvironment } from './child-environment';

/**
 * For a program that another library starts, with the whole environment of this process: work with a script that becomes the program
 * and passes on only what {@link childEnvironment} lets through. It is removed after the work, by which the program has to run.
 *
 * @param work receives the script's path
 */
export async function withLauncher<T>(
  executable: string,
  env: NodeJS.ProcessEnv,
  work: (script: string) => Promise<T>,
): Promise<T> {
  const folder = await privateFolder(env);
  try {
    const script = path.join(folder, path.basename(executable));
    await writeFile(script, launcher(executable, env), { mode: 0o700 });
    return await work(script);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where programs may run: not every temporary folder allows it, and not every cache can be written. */
async function privateFolder(env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const cache = cacheFolder(env);
    await mkdir(cache, { recursive: true });
    return await mkdtemp(path.join(cache, 'launch-'));
  } catch {
    return mkdtemp(path.join(tmpdir(), 'launch-'));
  }
}

function launcher(executable: string, env: NodeJS.ProcessEnv): string {
  const passed = childEnvironment(env);
  const hidden = Object.keys(env).filter((name) => !(name in passed));
  return `#!/bin/sh\nexec env ${hidden.map((name) => `-u ${quoted(name)} `).join('')}${quoted(executable)} "$@"\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
