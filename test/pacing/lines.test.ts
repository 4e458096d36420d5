import assert from 'node:assert/strict';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import { reportLinesSignal, exchangeLinesUpdate, linesInUseQuery } from '../../src/contract/lines-messages';
import { contactEndedSignal } from '../../src/contract/call-messages';
import { eventually, withCalls } from '../support/calls';
import { endedContact } from '../support/ended-contact';
import { assertLinesAreKept } from './keep-lines';
import { atOnce, start, withLines } from './support';

describe('the concurrent calls of an instance', () => {
  it('are never more than its limit, over three workers, and nobody hears a fast busy', async () => {
    await assertLinesAreKept(40, 5);
  });

  it('are free again for others when an event reports an end, without a poll', async () => {
    const options = { ...withLines(1), activities: { settings: { events: true } } };
    await withCalls(options, async ({ simulator, calls, client }) => {
      atOnce(simulator);
      const ids = await start(calls, 3, 'told', {});
      for (const number of [1, 2, 3]) {
        const contact = await endedContact(simulator, number);
        const workflowId = contact.attributes[ReservedAttribute.WorkflowId] ?? '';
        await client.workflow.getHandle(workflowId).signal(contactEndedSignal, contact);
      }
      for (const id of ids)
        assert.equal((await calls.getHandle(id).result()).attempts[0]?.disposition, 'busy');
    });
  });

  it('keep no lost answer from being recovered, when the lost calls themselves hold all of them', async () => {
    const options = { ...withLines(1), activities: { settings: { dialTimeout: 2_500 } } };
    await withCalls(options, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'hang-after' });
      atOnce(simulator);
      const ids = await start(calls, 15, 'lost', { resendWindow: '20 seconds' });
      const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
      const dispositions = results.flatMap(({ attempts }) => attempts.map((one) => one.disposition));
      assert.deepEqual([...new Set(dispositions)], ['busy']);
      assert.equal(simulator.dials().length, ids.length);
    });
  });

  it('are still known after thousands of messages, to those who wait for a line meanwhile, too', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const workflowId = `lines-of-${taskQueue}`;
      const { firstExecutionRunId } = await client.workflow.start('outboundCallLines', {
        workflowId,
        taskQueue,
      });
      const lines = client.workflow.getHandle(workflowId);
      const news = { holder: 'w', limit: 2, wanted: [], inUse: [], freed: [] };
      const wish = (id: string) => ({
        ...news,
        wanted: [{ id, heldForMs: 600_000 }],
        timeoutMs: 60_000,
      });
      await lines.executeUpdate(exchangeLinesUpdate, { args: [wish('a')] });
      await lines.executeUpdate(exchangeLinesUpdate, { args: [wish('b')] });
      // Answered that there was none, or turned away with the run that ended: whoever asks, asks again.
      const waiting = lines
        .executeUpdate(exchangeLinesUpdate, { args: [wish('c')] })
        .then(({ granted }) => granted)
        .catch(() => []);

      for (let hundred = 0; hundred < 11; hundred += 1) {
        await Promise.all(Array.from({ length: 100 }, () => lines.signal(reportLinesSignal, news)));
      }
      assert.deepEqual(await waiting, [], 'there was none, and the run was over');
      await eventually(async () =>
        (await lines.describe()).runId === firstExecutionRunId ? undefined : 'another run',
      );
      assert.equal(await lines.query(linesInUseQuery), 2);
      await lines.signal(reportLinesSignal, { ...news, freed: ['a'] });
      assert.deepEqual((await lines.executeUpdate(exchangeLinesUpdate, { args: [wish('c')] })).granted, [
        'c',
      ]);
      await lines.terminate();
    });
  });
});
