import assert from 'node:assert/strict';
import { pauseWorkflow, unpauseWorkflow } from '../../src/chaos/acts/temporal-pauses';
import { eventually, request, withCalls } from '../support/calls';
import { lookUpNow, readLedger, together } from './support';

const person = '+12065550133';

describe('a reservation of a dial', () => {
  it('stays reserved while Temporal has paused the call, which goes on later', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, simulator } = parts;
      simulator.fault({ operation: 'DescribeContact', kind: 'throttle', count: 5 });
      await calls.start(request(person), { workflowId: 'paused-while-ringing' });
      await eventually(
        async () => (await calls.getHandle('paused-while-ringing').status()).current?.contactId,
      );
      await pauseWorkflow(client, 'paused-while-ringing');
      await lookUpNow(parts, person);
      await eventually(async () => {
        const [attempt] = (await readLedger(parts, person)).attempts;
        return Number(attempt?.lookUpAt) > Date.now() + 60_000 || undefined;
      });
      assert.deepEqual(await calls.forget(person), { done: false, running: ['paused-while-ringing'] });
      await calls.start(request(person), { workflowId: 'stands-by' });
      await eventually(async () => {
        const { reasons } = await calls.getHandle('stands-by').explain();
        return reasons.find((one) => one.includes('paused-while-ringing'));
      });
      assert.equal(simulator.dials().length, 1);
      await unpauseWorkflow(client, 'paused-while-ringing');
      for (const workflowId of ['paused-while-ringing', 'stands-by']) {
        assert.equal((await calls.getHandle(workflowId).result()).outcome, 'reached');
      }
      assert.equal(simulator.dials().length, 2);
    });
  });
});
