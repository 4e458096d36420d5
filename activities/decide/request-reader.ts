import { LRUCache } from 'lru-cache';
import type { OutboundCallRequest } from '../../src/domain/call/call';
import { describeProblems, parseRequest } from '../../src/domain/call/parse-request';
import type { ActivityDependencies } from '../dependencies';

/**
 * Reads requests that an earlier decision has checked. Only a worker of another version can fail to read one. That is the worker's
 * fault and must not end the call, so the error is retryable.
 */
export function createRequestReader({ defaults }: Pick<ActivityDependencies, 'defaults'>) {
  // Every decision of a call carries its request.
  const read = new LRUCache<string, OutboundCallRequest>({ max: 500 });

  /** @throws Error when this worker does not understand the request */
  return function checkedRequest(given: unknown): OutboundCallRequest {
    const key = JSON.stringify(given);
    const known = read.get(key);
    if (known) return known;
    const parsed = parseRequest(given, defaults);
    if (!parsed.ok) {
      throw new Error(
        `This worker does not understand the request of a running call, which waits for a worker that does:\n${describeProblems(parsed.problems)}`,
      );
    }
    read.set(key, parsed.request);
    return parsed.request;
  };
}
