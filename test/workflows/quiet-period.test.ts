import assert from 'node:assert/strict';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { createTimeSkippingTestEnvironment } from '../../src/embedded';
import { simulatedLedger } from '../../src/testing';
import { overflow, ownTeam, request, withCalls, type CallTestOptions } from '../support/calls';

const first = '+12065550101';
const second = '+12065550111';
/** The longest ring and the quiet period. */
const quietMinutes = 1 + 15;

const policy: Partial<PolicyInput> = {
  resend: 'never',
  steps: [
    { name: 'first', queueId: ownTeam, attempts: 2, retryAfter: '1 minute' },
    { name: 'second', queueId: overflow, destinationPhoneNumber: second, retryAfter: '1 minute' },
  ],
};

describe('the quiet period after a lost answer', () => {
  let server: TestWorkflowEnvironment;
  // Each test has its own: a ledger that another test left there, without a worker, would stop the clock.
  beforeEach(async () => {
    server = await createTimeSkippingTestEnvironment();
  });
  afterEach(() => server.teardown());

  /** The number and the minute of each ring of a call whose first answer is lost. */
  async function ringsUnder(
    changed: Partial<PolicyInput>,
    workflowId: string,
    dependencies: CallTestOptions['activities'] = {},
  ): Promise<[string, number][]> {
    const clock = () => server.currentTimeMs();
    return withCalls(
      { server, simulator: { clock }, activities: { clock, pollDelay: undefined, ...dependencies } },
      async ({ simulator, calls }) => {
        for (const number of [first, second]) simulator.script(number, { dispositions: ['no-answer'] });
        simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after' });
        const call = await calls.start(request(first, { ...policy, ...changed }), { workflowId });
        const { attempts, outcome } = await call.result();
        assert.equal(outcome, 'exhausted');
        assert.deepEqual(
          attempts.map(({ disposition }) => disposition),
          ['unknown', 'no-answer', 'no-answer'],
        );
        const rings = simulator.dials();
        const begun = rings[0]?.at ?? 0;
        return rings.map(({ destinationPhoneNumber, at }) => [
          destinationPhoneNumber,
          Math.floor((at - begun) / 60_000),
        ]);
      },
    );
  }

  it('of the number: another number of the person rings at once, and this one when it is over', async () => {
    const rings = await ringsUnder({ quietPeriodAppliesTo: 'number' }, 'of-the-number');
    assert.deepEqual(rings, [
      [first, 0],
      [second, 0],
      [first, quietMinutes],
    ]);
  });

  it('of the number: the ledger, too, lets another number of the person ring at once', async () => {
    const own = { ledger: simulatedLedger };
    const rings = await ringsUnder({ quietPeriodAppliesTo: 'number' }, 'with-a-ledger', own);
    assert.deepEqual(rings, [
      [first, 0],
      [second, 0],
      [first, quietMinutes],
    ]);
  });

  it('of the person, the default: no phone of theirs rings before it is over', async () => {
    const rings = await ringsUnder({}, 'of-the-person');
    assert.deepEqual(rings, [
      [first, 0],
      [first, quietMinutes],
      [second, quietMinutes + 2],
    ]);
  });
});
