import { note } from '../output';
import { noWorker } from '../pollers';
import { sentenceOf } from '../sentence-of';
import type { Connected } from '../temporal-client';
import { hasWorker } from '../workers-of';
import type { GoodCall } from './listed-calls';
import type { Row } from './read-rows';
import type { RowProblem } from './report';

export type Started =
  { readonly state: 'started' | 'existed'; readonly row: Row } | ({ readonly state: 'refused' } & RowProblem);

/** A row whose call can't be started changes nothing for the others. */
export async function startAll(connected: Connected, calls: readonly GoodCall[]): Promise<Started[]> {
  if (!(await hasWorker(connected))) note(noWorker(connected.taskQueue, '; the calls wait for one.'));
  const started: Started[] = [];
  for (let at = 0; at < calls.length; at += atOnce) {
    const some = calls.slice(at, at + atOnce).map(async ({ row, request, workflowId }): Promise<Started> => {
      try {
        const { isNew } = await connected.calls.start(request, { workflowId });
        return { state: isNew ? 'started' : 'existed', row };
      } catch (error) {
        return { state: 'refused', row, problem: sentenceOf(error) };
      }
    });
    started.push(...(await Promise.all(some)));
  }
  return started;
}

/** Starts under way at one time: far below what a Temporal namespace allows, and one connection has enough to do. */
const atOnce = 20;
