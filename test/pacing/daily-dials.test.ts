import assert from 'node:assert/strict';
import { dialsCountedQuery } from '../../src/contract/daily-dials-messages';
import { WorkflowType } from '../../src/contract/workflow-types';
import { countDial, dailyDialsId } from '../../src/pacing/daily-dials';
import { eventually, ownTeam, request, withCalls } from '../support/calls';

const day = 24 * 60 * 60_000;

describe('a cap of dials per day and country', () => {
  it('holds for two workers together; a call over it says why it waits, and dials when the next day begins', async () => {
    const guard = { dialsPerDay: { US: 3 } };
    let offset = -day;
    const clock = () => Date.now() + offset;
    await withCalls(
      { workers: 2, activities: { guard, clock } },
      async ({ simulator, calls, client, taskQueue }) => {
        const ids = ['a', 'b', 'c', 'd', 'e'].map((id) => `capped-${id}`);
        for (const workflowId of ids)
          await calls.start(request('+12065550100', { steps: [{ queueId: ownTeam }] }), {
            workflowId,
          });
        const waiting = await eventually(async () => {
          const all = await Promise.all(
            ids.map(async (id) => ({ id, ...(await calls.getHandle(id).explain()) })),
          );
          const some = all.filter(({ reasons }) =>
            reasons.some((reason) => reason.includes('guard.dialsPerDay')),
          );
          return some.length === 2 ? some : undefined;
        });
        assert.equal(simulator.dials().length, 3);
        for (const { reasons } of waiting)
          assert.match(
            reasons.join(' '),
            /allows 3 dials a day \(UTC\) to US, and as many have been made\); next try at/,
          );
        const counts = client.workflow.getHandle(dailyDialsId(taskQueue, 'US', clock()));
        assert.equal(await counts.query(dialsCountedQuery), 3);
        offset = 0;
        const outcomes = await Promise.all(
          ids.map(async (id) => (await calls.getHandle(id).result()).outcome),
        );
        assert.deepEqual(
          outcomes,
          ids.map(() => 'reached'),
        );
        assert.equal(simulator.dials().length, 5);
      },
    );
  });

  it('counts an attempt once, however often it asks, and also when it asks after the cap was reached', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const at = Date.now();
      const count = (attemptId: string, try_: number) =>
        countDial(
          { client, taskQueue },
          { attemptId, cap: { country: 'US', most: 2 }, at },
          `${attemptId}-${try_}`,
        );
      assert.deepEqual(
        [
          await count('a.1', 1),
          await count('a.1', 2),
          await count('b.1', 1),
          await count('c.1', 1),
          await count('a.1', 3),
        ],
        [true, true, true, false, true],
      );
      const handle = client.workflow.getHandle(dailyDialsId(taskQueue, 'US', at));
      assert.equal(await handle.query(dialsCountedQuery), 2);
    });
  });

  it('is not counted in Temporal where no cap is set for the country', async () => {
    await withCalls({ activities: { guard: { dialsPerDay: { FR: 1 } } } }, async ({ calls, client }) => {
      await calls.start(request('+12065550100'), { workflowId: 'uncapped' });
      assert.equal((await calls.getHandle('uncapped').result()).outcome, 'reached');
      const { count } = await client.workflow.count(`WorkflowType = '${WorkflowType.DailyDials}'`);
      assert.equal(count, 0);
    });
  });

  it('counts on in the next run, after more updates than Temporal accepts in one', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const counted = Array.from({ length: 50_000 }, (_, index) => `attempt${index}`);
      const workflowId = dailyDialsId(taskQueue, 'US', Date.now());
      const args = [Date.now() + day, counted];
      await client.workflow.start(WorkflowType.DailyDials, { workflowId, taskQueue, args });
      const cap = { country: 'US', most: 50_001 };
      const count = (attemptId: string) =>
        countDial({ client, taskQueue }, { attemptId, cap, at: Date.now() }, attemptId);
      assert.deepEqual([await count('new.1'), await count('new.2')], [true, false]);
    });
  });
});
