import assert from 'node:assert/strict';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { requestInput } from '../fixtures';

/** A request that is refused. */
export interface Refusal {
  readonly of: string;
  readonly input: unknown;
  readonly path: string;
  /** What the message says about mending it. */
  readonly message: RegExp;
}

/** One test each: refused at this path, with a message that says how to mend it. */
export function itRefuses(refusals: readonly Refusal[]): void {
  for (const { of, input, path, message } of refusals) {
    it(of, () => {
      const result = parseRequest(input);
      assert.ok(!result.ok, 'it is accepted');
      const problem = result.problems.find((candidate) => candidate.path === path);
      assert.ok(problem, `no problem at ${path}: ${JSON.stringify(result.problems)}`);
      assert.match(problem.message, message);
    });
  }
}

/** A request, otherwise good, with these members. */
export function request(members: Partial<Record<keyof OutboundCallInput | 'phone', unknown>>): unknown {
  return { ...requestInput(), ...members };
}

export function policy(members: Record<string, unknown>): Record<string, unknown> {
  const good = requestInput();
  return { ...good, policy: { ...good.policy, ...members } };
}
