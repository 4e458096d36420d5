import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { Recording } from './recorded';

/** A recording that the workflows of a bundle can not go on with. */
export interface Broken {
  readonly name: string;
  readonly why: string;
}

/** Replay recordings under other workflows than they were made by: as a worker does that takes up a running call. */
export async function brokenBy(
  workflowBundle: NonNullable<WorkerOptions['workflowBundle']>,
  recordings: readonly Pick<Recording, 'name' | 'history'>[],
): Promise<Broken[]> {
  const broken: Broken[] = [];
  const histories = recordings.map(({ history }) => ({ history, workflowId: workflowIdOf(history) }));
  let index = 0;
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    const name = recordings[index]?.name ?? '';
    if (error) broken.push({ name, why: reasonIn(error.message) });
    index += 1;
  }
  if (index !== recordings.length) throw new Error(`${index} of ${recordings.length} were replayed`);
  return broken;
}

/** What a call does depends on its ID: the attempts' IDs are made of it. */
function workflowIdOf({ events }: Recording['history']): string {
  const id = events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId;
  if (!id) throw new Error('The history does not begin with the start of a workflow');
  return id;
}

/** The SDK's core puts the reason into the middle of all that it knows. */
function reasonIn(message: string): string {
  return /message: "((?:[^"\\]|\\.)+)"/.exec(message)?.[1] ?? message;
}

/** The remedy, for the message of a failed test. */
export function advice(broken: readonly Broken[]): string {
  return [
    'Running calls would break: their next workflow task fails, until a worker comes that can replay them.',
    ...broken.map(({ name, why }) => `  test/histories/${name}.json: ${why}`),
    'Keep the old commands for calls that have begun: see "To change a workflow" in CONTRIBUTING.md.',
  ].join('\n');
}
