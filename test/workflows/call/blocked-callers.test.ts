import assert from 'node:assert/strict';
import { eventually, overflow, ownTeam, request, withCalls } from '../../support/calls';

describe('a caller ID that networks block', () => {
  const steps = [
    { name: 'own-team', queueId: ownTeam },
    { name: 'overflow', queueId: overflow },
  ];

  it('is left to the other steps once three people were blocked, and a call without another step dials from it', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      for (const person of ['+12065550151', '+12065550152', '+12065550153']) {
        simulator.script(person, { dispositions: ['blocked', 'answered'] });
        await calls.start(request(person, { steps }), { workflowId: person });
        const { attempts } = await calls.getHandle(person).result();
        assert.deepEqual(
          attempts.map(({ step, disposition }) => [step, disposition]),
          [
            ['own-team', 'blocked'],
            ['overflow', 'answered'],
          ],
        );
      }

      simulator.script('+12065550154', { dispositions: ['answered'], talkSeconds: 3_600 });
      await calls.start(request('+12065550154', { steps }), { workflowId: 'fourth' });
      const fourth = calls.getHandle('fourth');
      const begun = await eventually(async () => {
        const { current } = await fourth.status();
        return current?.contactId === undefined ? undefined : current;
      });
      assert.deepEqual([begun.number, begun.step], [1, 'overflow']);
      const { reasons } = await fourth.explain();
      assert.match(
        reasons[0] ?? '',
        /^Step "own-team" is skipped: networks blocked calls from queue \S+ to \+1 for 3 people in a row/,
      );
      await fourth.cancel();
      await fourth.result();

      const alone = request('+12065550155', { steps: steps.slice(0, 1) });
      await calls.start(alone, { workflowId: 'alone' });
      const { outcome, attempts } = await calls.getHandle('alone').result();
      assert.deepEqual([outcome, attempts[0]?.step], ['reached', 'own-team']);

      // It got through, so the caller ID is free again.
      await calls.start(request('+12065550156', { steps }), { workflowId: 'sixth' });
      assert.equal((await calls.getHandle('sixth').result()).attempts[0]?.step, 'own-team');
    });
  });

  it('is reported to a call once: workers that remember otherwise do not make it decide again and again', async () => {
    await withCalls(
      { workers: 2, worker: { maxCachedWorkflows: 0 } },
      async ({ simulator, calls, client }) => {
        const people = Array.from(
          { length: 12 },
          (_, index) => `+120655502${String(index).padStart(2, '0')}`,
        );
        for (const person of people) {
          simulator.script(person, { dispositions: ['blocked'] });
          await calls.start(request(person, { steps }), { workflowId: person });
          await calls.getHandle(person).result();
        }
        for (const person of people) {
          const { events } = await client.workflow.getHandle(person).fetchHistory();
          const dials = (events ?? []).filter(
            (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'outboundDial',
          );
          // Two attempts, and one dial that was not sent for each caller ID.
          assert.ok(dials.length <= 4, `${person}: ${dials.length} dials`);
        }
      },
    );
  });
});
