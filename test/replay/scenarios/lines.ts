import assert from 'node:assert/strict';
import { noLines, type LinesGranted } from '../../../src/domain/lines';
import { exchangeLinesUpdate, reportLinesSignal } from '../../../src/contract/lines-messages';
import type { Scenario } from '../scenario';

/** The workflow that keeps an instance's lines. */
export const lines: readonly Scenario[] = [
  {
    name: 'lines',
    go: async ({ client, taskQueue }, workflowId) => {
      await client.workflow.start('outboundCallLines', {
        workflowId,
        taskQueue,
        args: [{ ...noLines, held: { carried: Date.now() + 600_000 } }],
      });
      const keeper = client.workflow.getHandle(workflowId);
      const news = { limit: 2, wanted: [], inUse: [], freed: [] };
      const ask = (holder: string, id: string, timeoutMs: number): Promise<LinesGranted> => {
        const wanted = [{ id, heldForMs: 600_000 }];
        return keeper.executeUpdate(exchangeLinesUpdate, { args: [{ ...news, holder, wanted, timeoutMs }] });
      };

      assert.deepEqual((await ask('one', 'a', 20_000)).granted, ['a']);
      assert.deepEqual((await ask('one', 'b', 1_000)).granted, [], 'in vain');
      const waiting = ask('one', 'c', 20_000);
      await keeper.signal(reportLinesSignal, { ...news, holder: 'one', freed: ['a'] });
      assert.deepEqual((await waiting).granted, ['c']);
      const leaving = ask('two', 'd', 20_000);
      await keeper.signal(reportLinesSignal, { ...news, holder: 'two', isLeaving: true });
      assert.deepEqual((await leaving).granted, []);
      await keeper.terminate();
    },
  },
];
