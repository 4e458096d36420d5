import { LRUCache } from 'lru-cache';
import type { OutboundCallRequest } from '../../src/domain/call/call';
import { describeProblems, parseRequest } from '../../src/domain/call/parse-request';
import type { ActivityDependencies } from '../dependencies';

/**
 * Reads requests that an earlier decision has checked. Only a worker of another version can refuse one: a fault of the worker, which
 * must not end the call, so that it is retried.
 */
export function createRequestReader({ defaults }: Pick<ActivityDependencies, 'defaults'>) {
  // A call's request comes with each of its decisions.
  const read = new LRUCache<string, OutboundCallRequest>({ max: 500 });

  /** @throws Error where this worker does not understand it */
  return function checkedRequest(given: unknown): OutboundCallRequest {
    const key = JSON.stringify(given);
    const known = read.get(key);
    if (known) return known;
    const parsed = parseRequest(given, defaults);
    if (!parsed.ok) {
      throw new Error(
        `This worker does not understand the request of a running call:\n${describeProblems(parsed.problems)}`,
      );
    }
    read.set(key, parsed.request);
    return parsed.request;
  };
}
