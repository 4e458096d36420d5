import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import fc from 'fast-check';
import { workflowBundle } from '../support/workflow-bundle';
import { judge } from './judge';
import { StandstillError, type Stage } from './stage';
import { anyStory } from './stories';
import type { ToldStory } from './telling';

export interface Stories {
  /** Which. MODEL_SEED in the environment comes first; "random" for others each time. */
  readonly seed: number;
  /** How many. MODEL_STORIES in the environment comes first. */
  readonly stories: number;
  /** How long to look for a shorter story once one goes wrong, milliseconds. */
  readonly shrinkFor: number;
}

/** What `npm test` tells. */
export const quick: Stories = { seed: 7, stories: 20, shrinkFor: 30_000 };

/**
 * Tell random stories, and fail with the shortest one found that departs from the model, its seed and its path.
 *
 * They are plain scripts, not fast-check's commands: a call goes on by itself between any two things that are done to it,
 * so that no command could say beforehand in which state it finds the call. What became of it is judged afterwards.
 *
 * @returns what was told, for further looks at it
 */
export async function tellMany(stage: Stage, { seed, stories, shrinkFor }: Stories): Promise<ToldStory[]> {
  const { MODEL_SEED = seed, MODEL_STORIES = stories, MODEL_PATH } = process.env;
  const told: ToldStory[] = [];
  let failedAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(anyStory, async (story) => {
    // Whatever is shorter still: enough was tried.
    if (Date.now() > failedAt + shrinkFor) return;
    try {
      const one = await stage.tell(story);
      told.push(one);
      assertAsModelled(one);
    } catch (error) {
      failedAt = Math.min(failedAt, Date.now());
      if (error instanceof StandstillError) error.message += `\n${timeline(error.story).join('\n')}`;
      throw error;
    }
  });
  await fc.assert(property, {
    seed: MODEL_SEED === 'random' ? randomInt(2 ** 31) : Number(MODEL_SEED),
    numRuns: Number(MODEL_STORIES),
    path: MODEL_PATH,
    includeErrorInReport: true,
  });
  return told;
}

function assertAsModelled(told: ToldStory): void {
  const faults = judge(told);
  if (faults.length === 0) return;
  assert.fail(['The call departs from the model.', ...faults.map(item), ...timeline(told)].join('\n'));
}

/** A worker must be able to take up any of these calls where another has left it. */
export async function assertReplays(told: readonly ToldStory[]): Promise<void> {
  const histories = told.flatMap((one) =>
    one.histories.map((history) => ({ workflowId: one.outside.workflowId, history })),
  );
  const replays = Worker.runReplayHistories({ workflowBundle: await workflowBundle() }, histories);
  for await (const { workflowId, error } of replays) {
    assert.equal(error, undefined, `${workflowId} does not replay: ${String(error)}`);
  }
}

function item(text: string): string {
  return `- ${text}`;
}

/** What happened, for people who look for the reason. */
function timeline({ moments }: ToldStory): string[] {
  return moments.map((moment) => {
    const when = `  ${new Date(moment.at).toISOString()} ${moment.what}`;
    switch (moment.what) {
      case 'dial':
        return `${when} attempt ${moment.input.plan.number} on ${moment.input.plan.step}`;
      case 'dialed':
        return `${when}: ${moment.how}`;
      case 'recorded':
        return `${when} attempt ${moment.attempt.number}: ${moment.attempt.disposition}`;
      case 'ended':
        return `${when}: ${moment.result.outcome}`;
      default:
        return when;
    }
  });
}
