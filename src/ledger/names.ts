import { createHash, createHmac } from 'node:crypto';
import { instanceIdOf } from '../domain/instance-id';

/**
 * Workflow ID of a person's ledger for the calls of a task queue. Without the key, the ID reveals nothing about the number, not even
 * by trying out numbers.
 */
export function personLedgerId(
  key: string,
  { taskQueue, e164 }: { taskQueue: string; e164: string },
): string {
  const hash = createHmac('sha256', key).update(`${taskQueue}\n${e164}`).digest('hex');
  return `outbound-person:${hash.slice(0, 32)}`;
}

/** Workflow ID of a number's part of the do-not-call list: one of 64, which reveals nothing about the number. */
export function optOutsId(taskQueue: string, e164: string): string {
  return partId(taskQueue, createHash('sha256').update(e164).digest().readUInt16BE() % parts);
}

/** Workflow IDs of all parts of the do-not-call list of a task queue. */
export function allOptOutsIds(taskQueue: string): string[] {
  return Array.from({ length: parts }, (_, index) => partId(taskQueue, index));
}

const parts = 64;

function partId(taskQueue: string, index: number): string {
  return `outbound-opt-outs:${taskQueue}:${index}`;
}

/**
 * Of the workflow whose existence is a hold. An instance's ARN gives the same ID as its own. A task queue can't be empty, so that
 * the ID of a whole namespace's hold is no task queue's.
 */
export function holdId(
  taskQueue: string,
  { instanceId, wholeNamespace }: { instanceId?: string | undefined; wholeNamespace?: boolean | undefined },
): string {
  const instance = instanceId === undefined ? 'all' : (instanceIdOf(instanceId) ?? instanceId);
  return `outbound-hold:${wholeNamespace ? '' : taskQueue}:${instance}`;
}

/** The scope of a hold's workflow ID; undefined when it is another task queue's. */
export function scopeOf(
  id: string,
  taskQueue: string,
): { instanceId?: string; wholeNamespace?: boolean } | undefined {
  const [, queue, instance] = /^outbound-hold:(.*):([^:]+)$/.exec(id) ?? [];
  if (instance === undefined || (queue !== '' && queue !== taskQueue)) return undefined;
  return {
    ...(instance === 'all' ? {} : { instanceId: instance }),
    ...(queue === '' ? { wholeNamespace: true } : {}),
  };
}
