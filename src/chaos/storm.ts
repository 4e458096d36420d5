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
  /** An empty folder, or none yet: where everything is kept that can be looked at afterwards. @default a temporary folder, that stays only after a breach */
  readonly folder?: string;
  /** What a ClientToken gives whose contact has ended: the one, or as an older documentation had it. @default 'same' */
  readonly tokenAfterDisconnect?: 'same' | 'new';
  /** The module that a worker's process runs. @default the product's worker */
  readonly workerEntry?: string;
  /** Modules that intercept workflows. @default none */
  readonly workflowInterceptors?: readonly string[];
  /** Makes everything end soon when it is aborted. */
  readonly signal?: AbortSignal;
  /** Told now and then how far it is. */
  readonly progress?: (now: Progress) => void;
}

export interface StormResult {
  readonly verdict: Verdict;
  /** Where the histories of offending calls are; undefined when nothing was kept. */
  readonly folder: string | undefined;
}

/**
 * Make the calls of a plan twice, without faults and in a storm of them, and judge whether the promises were kept.
 *
 * @throws Error where the folder is not empty
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

/** Calls that an earlier storm has left in its databases have the same names, and would be taken for this one's. */
async function beginFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new Error(
      `The folder ${folder} is not empty: a storm needs one of its own. Give another, or empty it.`,
    );
  }
}

interface Parts {
  readonly plan: StormPlan;
  readonly folder: string;
  readonly options: StormOptions & { readonly signal: AbortSignal };
  readonly workflowBundle: string;
}

/** One run, in a world of its own that ends with it. */
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
    // What is broken on purpose must not spoil the measure.
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

/** Bundled once: workers that are started again and again must not do it each time. */
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
