import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { WorkflowBundle, WorkflowBundlePath } from '@temporalio/worker';
import type { Broken } from './replay';

/** What a process in another time zone says. */
export interface Elsewhere {
  /** Its local time's distance to UTC in winter, minutes. */
  readonly utcOffset: number;
  /** For each of the bundles. */
  readonly broken: readonly (readonly Broken[])[];
}

/** Replay all recordings in a process of its own: the zone of a running one, and of its isolates, can't be changed for sure. */
export async function replayElsewhere(
  timeZone: string,
  bundles: readonly (WorkflowBundle | WorkflowBundlePath)[],
): Promise<Elsewhere> {
  const folder = await mkdtemp(path.join(tmpdir(), 'replay-'));
  try {
    const files = await Promise.all(
      bundles.map(async (bundle, index) => {
        if ('codePath' in bundle) return bundle.codePath;
        const file = path.join(folder, `${index}.js`);
        await writeFile(file, bundle.code);
        return file;
      }),
    );
    const args = ['--require', 'tsx/cjs', path.join(__dirname, 'replay-process.ts'), ...files];
    const env = { ...process.env, TZ: timeZone };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout) as Elsewhere;
  } finally {
    await rm(folder, { recursive: true });
  }
}
