import assert from 'node:assert/strict';
import type { CallResult } from '../../src/domain/call/call-result';
import { simulatedLedger } from '../../src/testing';
import { ownTeam, quickPolicy, request, withCalls, type CallTest } from '../support/calls';
import { activitiesIn, assertOneAtATime, atMost, ledgerIdOf, readLedger, together } from './support';
import { reportToLedgerSignal } from '../../src/contract/ledger-messages';

const person = '+12065550130';

describe('limits on a person across calls', () => {
  it('hold for calls that begin at one moment: of 12 under a limit of 3 exactly 3 dial, one after the other, and the others say why not', async () => {
    await withCalls(together, async (parts) => {
      const results = await callAtOnce(parts, 12);
      assert.equal(parts.simulator.dials().length, 3);
      const [dialed, others] = split(results);
      assert.equal(dialed.length, 3);
      assertOneAtATime(dialed);
      for (const { outcome, reasons } of others) {
        assert.equal(outcome, 'expired');
        const said = reasons.map(({ text }) => text).join(' ');
        assert.match(
          said,
          /Limit policy\.limits\.rolling\[0\] allows 3 attempts to the person, and 3 were made/,
        );
      }
      const { attempts, calls } = await readLedger(parts, person);
      assert.deepEqual(
        attempts.map(({ disposition, lookUpAt, isConversation }) => [disposition, lookUpAt, isConversation]),
        Array.from({ length: 3 }, () => ['answered', undefined, true]),
      );
      assert.deepEqual(
        attempts.map(({ call }) => call).sort(),
        dialed.map(({ workflowId }) => workflowId).sort(),
      );
      assert.equal(calls.filter(({ isOver }) => isOver).length, 12);
      await parts.client.workflow.getHandle(ledgerIdOf(parts, person)).terminate();
    });
  });

  it('count a call that continues in other runs as one, which registers once and reports how each attempt ended', async () => {
    const settings = { bounds: { historyLimit: 40 } };
    await withCalls({ activities: { ...together.activities, settings } }, async (parts) => {
      parts.simulator.script(person, { dispositions: ['no-answer', 'busy', 'no-answer', 'answered'] });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 4, retryAfter: '100ms' }];
      await parts.calls.start(request(person, { steps }), { workflowId: 'long-and-counted' });
      const { outcome, attempts } = await parts.calls.getHandle('long-and-counted').result();
      assert.equal(outcome, 'reached');
      const { attempts: counted, calls } = await readLedger(parts, person);
      assert.deepEqual(
        counted.map(({ attemptId, at, disposition }) => [attemptId.split('.')[1], at, disposition]),
        // Counted from the dial, not from when it was asked for.
        attempts.map(({ number, dialedAt = '', disposition }) => [
          String(number),
          Date.parse(dialedAt),
          disposition,
        ]),
      );
      assert.deepEqual(
        calls.map(({ workflowId, isOver }) => [workflowId, isOver]),
        [['long-and-counted', true]],
      );
      assert.deepEqual(
        attempts.map(({ sequence }) => sequence),
        [1, 2, 3, 4],
      );
      const { runId, raw } = await parts.client.workflow.getHandle('long-and-counted').describe();
      assert.notEqual(raw.workflowExecutionInfo?.firstRunId, runId, 'it was another run that ended it');
    });
  });

  it('goes on knowing what it knew after more messages than Temporal takes in a run', async () => {
    await withCalls(together, async (parts) => {
      const { client, calls } = parts;
      await calls.start(request(person), { workflowId: 'before-the-flood' });
      await calls.getHandle('before-the-flood').result();
      const before = await readLedger(parts, person);
      const handle = client.workflow.getHandle(ledgerIdOf(parts, person));
      const { runId } = await handle.describe();
      for (let hundred = 0; hundred < 6; hundred += 1) {
        await Promise.all(
          Array.from({ length: 100 }, () => handle.signal(reportToLedgerSignal, { released: [] })),
        );
      }
      assert.deepEqual(await readLedger(parts, person), before);
      assert.notEqual((await handle.describe()).runId, runId);
    });
  });

  it('are not counted for calls whose worker has no ledger: they warn of it, and request nothing', async () => {
    await withCalls({}, async ({ calls, client }) => {
      const limits = { perDay: 3, rolling: [{ most: 7, within: '7 days' as const }] };
      await calls.start(request(person, { limits }), { workflowId: 'alone' });
      const { warnings } = await calls.getHandle('alone').result();
      assert.deepEqual(
        warnings.filter((warning) => warning.includes('ledger')),
        [
          'policy.limits.perDay, policy.limits.rolling[0]: only attempts of this call count, since no ledger is set up (ledger.keys in temporal.config.ts), so other calls to the person are not counted.',
        ],
      );
      assert.deepEqual(await activitiesIn(client, 'alone'), [
        'outboundDecide',
        'outboundDial',
        'outboundAwaitContact',
      ]);
    });
  });

  it('that look back further than contacts are kept are warned of', async () => {
    const activities = { ledger: { ...simulatedLedger, keepFor: '1 hour' as const } };
    await withCalls({ activities }, async ({ calls }) => {
      await calls.start(request(person, { limits: { perDay: 3 } }), { workflowId: 'looks-back' });
      const { warnings } = await calls.getHandle('looks-back').result();
      assert.ok(
        warnings.some((warning) => /^policy\.limits\.perDay: .*ledger\.keepFor.*: 1 hour\)/.test(warning)),
        warnings.join('\n'),
      );
    });
  });

  it('that come with another policy are warned of, too', async () => {
    const activities = { ledger: { ...simulatedLedger, keepFor: '1 hour' as const } };
    await withCalls({ activities }, async ({ calls }) => {
      await calls.start(request(person), { workflowId: 'looks-back-later' });
      await calls.getHandle('looks-back-later').pause();
      const { warnings } = await calls
        .getHandle('looks-back-later')
        .changePolicy(quickPolicy({ limits: { perDay: 3 } }));
      assert.ok(
        warnings.some((warning) => /^policy\.limits\.perDay: .*ledger\.keepFor/.test(warning)),
        warnings.join('\n'),
      );
      await calls.getHandle('looks-back-later').cancel();
    });
  });
});

type Ended = CallResult & { readonly workflowId: string };

/** Start so many calls to the person, and await their ends. */
export async function callAtOnce({ calls }: CallTest, many: number): Promise<Ended[]> {
  const ids = Array.from({ length: many }, (_, index) => `one-of-${many}-${index}`);
  const limits = atMost(3);
  await Promise.all(ids.map((workflowId) => calls.start(request(person, { limits }), { workflowId })));
  return Promise.all(
    ids.map(async (workflowId) => ({ ...(await calls.getHandle(workflowId).result()), workflowId })),
  );
}

function split(results: readonly Ended[]): [Ended[], Ended[]] {
  return [
    results.filter(({ attempts }) => attempts.length > 0),
    results.filter(({ attempts }) => attempts.length === 0),
  ];
}
