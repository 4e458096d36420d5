import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { quickPolicy, withCalls, type CallTest } from '../../support/calls';

describe('a call started by hand with invalid input', () => {
  const rubbish: [string, unknown[], RegExp][] = [
    ['nothing at all', [], /request: /],
    ['a string', ['+12065550100'], /request: /],
    ['null', [null], /request: /],
    [
      'a number that is not E.164',
      [{ destinationPhoneNumber: '206 555 0100', policy: quickPolicy() }],
      /destinationPhoneNumber: .*expected a phone number in E\.164/,
    ],
    [
      'a zone that does not exist',
      [{ destinationPhoneNumber: '+12065550100', timeZone: 'America/Los_Angles', policy: quickPolicy() }],
      /timeZone: is not a time zone/,
    ],
    [
      'a policy without reachedWhen, and a misspelt member',
      [
        {
          destinationPhoneNumber: '+12065550100',
          policy: { ...quickPolicy(), reachedWhen: undefined, stepz: [] },
        },
      ],
      /policy\.reachedWhen: say what counts as reached[^]*an unknown member: .* did you mean "steps"/,
    ],
  ];

  for (const [what, args, message] of rubbish) {
    it(`(${what}) fails at once, names every problem, and rings no phone`, async () => {
      await withCalls({}, async (parts) => {
        const failure = await failureOf(parts, args);
        assert.equal(failure.type, 'InvalidCallRequest');
        assert.equal(failure.nonRetryable, true);
        assert.match(failure.message, message);
        assert.deepEqual(parts.simulator.dials(), []);
      });
    });
  }

  it('(a queue that does not exist, and no other step) fails with what to fix, and rings no phone', async () => {
    await withCalls({}, async (parts) => {
      const queueId = 'cccccccc-0000-4000-8000-00000000dead';
      const failure = await failureOf(parts, [
        {
          destinationPhoneNumber: '+12065550100',
          policy: quickPolicy({ steps: [{ name: 'overflow', queueId }] }),
        },
      ]);
      assert.equal(failure.type, 'ResourceNotFoundException');
      assert.match(failure.message, new RegExp(`${queueId}[^]*step "overflow"[^]*outbound doctor`));
      assert.deepEqual(parts.simulator.dials(), []);
    });
  });
});

async function failureOf({ client, taskQueue }: CallTest, args: unknown[]): Promise<ApplicationFailure> {
  const handle = await client.workflow.start('outboundCall', { workflowId: randomUUID(), taskQueue, args });
  try {
    await handle.result();
  } catch (error) {
    assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure);
    return error.cause;
  }
  return assert.fail('The call did not fail');
}
