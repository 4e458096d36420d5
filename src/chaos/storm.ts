import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { judge, type Verdict } from './judge/verdict';
import type { StormPlan } from './plan/plan';
import type { Evidence } from './run/evidence';
import { runPlan, type Progress, type RunOptions } from './run/run-plan';
import { saveHistories } from './run/save-histories';
import { createWorld, type WorldOptions } from './run/world';

export interface StormOptions {
  /** Empty or new folder for databases, histories and the verdict. @default a temporary folder, kept only after a breach */
  readonly folder?: string;
  /** Answer to a ClientToken whose contact has ended: the same contact, or a new one as in older AWS documentation. @default 'same' */
  readonly tokenAfterDisconnect?: 'same' | 'new';
  /** Path of the worker's module. @default the package's worker */
  readonly workerEntry?: string;
  /** Modules with workflow interceptors. @default none */
  readonly workflowInterceptors?: readonly string[];
  /** Aborts the storm. */
  readonly signal?: AbortSignal;
  /** Called periodically with progress. */
  readonly progress?: (now: Progress) => void;
}

export interface StormResult {
  readonly verdict: Verdict;
  /** Folder with the histories of calls that broke a promise; undefined if nothing was kept. */
  readonly folder: string | undefined;
}

/**
 * Run the calls of a plan twice, without and with faults, and check the promises.
 *
 * @throws Error when the folder is not empty
 */
export async function runStorm(plan: StormPlan, options: StormOptions = {}): Promise<StormResult> {
  const { seed } = plan;
  const { signal = new AbortController().signal } = options;
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), `storm-${seed}-`)));
  await beginFolder(folder);
  let keeps = options.folder !== undefined;
  try {
    const workflowBundle = await bundle(folder, options.workflowInterceptors ?? []);
    const parts = { plan, folder, options: { ...options, signal }, workflowBundle };
    const calm = await run(parts, false, () => Promise.resolve());
    let verdict: Verdict | undefined;
    await run(parts, true, async (storm, save) => {
      verdict = judge(seed, calm, storm);
      keeps ||= !verdict.passed;
      if (!verdict.passed) await save(verdict);
    });
    if (!verdict) throw new Error('There was no storm');
    await writeFile(path.join(folder, 'verdict.json'), JSON.stringify(verdict, null, 2));
    return { verdict, folder: keeps ? folder : undefined };
  } finally {
    if (!keeps) await rm(folder, { recursive: true, force: true });
  }
}

/** Refuses a folder with the databases of an earlier storm: its calls have the same workflow IDs. */
async function beginFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new Error(
      `The folder ${folder} is not empty, but a storm needs an empty one. Choose another, or empty it.`,
    );
  }
}

interface Parts {
  readonly plan: StormPlan;
  readonly folder: string;
  readonly options: StormOptions & { readonly signal: AbortSignal };
  readonly workflowBundle: string;
}

/** One run with its own processes. */
async function run(
  { plan, folder, options, workflowBundle }: Parts,
  withFaults: boolean,
  look: (evidence: Evidence, save: (verdict: Verdict) => Promise<void>) => Promise<void>,
): Promise<Evidence> {
  const own = path.join(folder, withFaults ? 'storm' : 'calm');
  await mkdir(own, { recursive: true });
  const world = await createWorld({
    folder: own,
    plan,
    // The run without faults uses the unmodified worker.
    workerEntry: (withFaults ? options.workerEntry : undefined) ?? productWorker,
    workflowBundle,
    tokenAfterDisconnect: options.tokenAfterDisconnect ?? 'same',
    withFaults,
  } satisfies WorldOptions);
  try {
    const evidence = await runPlan(plan, world, {
      withFaults,
      signal: options.signal,
      progress: options.progress ?? (() => undefined),
    } satisfies RunOptions);
    await look(evidence, (verdict) => saveHistories(verdict, evidence, world.client, folder));
    return evidence;
  } finally {
    await world.close();
  }
}

const productWorker = require.resolve('./processes/worker-entry');

/** Bundled once, for fast restarts of workers. */
async function bundle(folder: string, workflowInterceptorModules: readonly string[]): Promise<string> {
  const file = path.join(folder, 'workflows.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./workflows'),
    workflowInterceptorModules: [...workflowInterceptorModules],
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(file, code);
  return file;
}
