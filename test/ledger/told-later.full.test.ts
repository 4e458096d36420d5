import assert from 'node:assert/strict';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { readLedger, together } from './support';

const person = '+12065550137';

describe('a ledger that could not be told how an attempt ended', () => {
  it('is told later, while the call waits for its next attempt: until then nobody else calls the person', async () => {
    await withCalls({ workers: 0, simulator: { speed: 1 } }, async (beside) => {
      const { calls, client, simulator } = beside;
      simulator.script(person, { dispositions: ['busy'], ringSeconds: 5 });
      const steps = [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }];
      const call = client.workflow.getHandle('told-later');
      await withCalls({ ...together, beside }, async () => {
        await calls.start(request(person, { steps }), { workflowId: call.workflowId });
        await eventually(async () => (await calls.status(call.workflowId)).current?.contactId);
      });
      // Its keys are gone, as with a bad deployment: it sees the attempt end, and can tell no ledger.
      await withCalls({ beside }, async () => {
        const untold = async () => {
          const { events } = await call.fetchHistory();
          return events?.some(
            (event) => event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes,
          );
        };
        while (!(await untold())) await new Promise((resolve) => setTimeout(resolve, 500));
      });
      await withCalls({ ...together, beside }, async (parts) => {
        const contact = await eventually(async () => {
          const [one] = (await readLedger(parts, person)).contacts;
          return one?.disposition && one;
        });
        assert.equal(contact.disposition, 'busy');
        assert.equal((await calls.status(call.workflowId)).state, 'waiting');
        await calls.start(request(person), { workflowId: 'another-call' });
        await eventually(() => simulator.dials().at(1));
        await Promise.all(['another-call', call.workflowId].map((id) => calls.cancel(id)));
      });
    });
  });
});
