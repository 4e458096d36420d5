import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ApplicationFailure, Client, WorkflowFailedError } from '@temporalio/client';
import { InvalidCallRequestError, OutboundCalls } from '../../src/client';
import { explainQuery } from '../../src/contract/call-messages';
import { eventually, overflow, ownTeam, request, withCalls } from '../support/calls';

const beforeDial = { activity: 'refund', taskQueue: 'payments-admin' };

describe('a call that the settings do not allow', () => {
  it('is refused before anything runs, where OutboundCalls has the guard and the lists', async () => {
    const calls = new OutboundCalls({
      client: unused,
      guard: { allowedCountries: ['US'] },
      allowed: { beforeDial: [], queueIds: [overflow] },
    });
    const steps = [{ queueId: ownTeam }, { queueId: overflow, destinationPhoneNumber: '+33899123456' }];
    await assert.rejects(
      calls.start(request('+19005551234', { steps, beforeDial }), { workflowId: randomUUID() }),
      (error) => {
        assert.ok(error instanceof InvalidCallRequestError);
        assert.deepEqual(
          error.problems.map(({ path }) => path),
          [
            'destinationPhoneNumber',
            'policy.steps[1].destinationPhoneNumber',
            'policy.steps[0].queueId',
            'policy.beforeDial',
          ],
        );
        assert.match(error.message, /kind PREMIUM_RATE are denied \(guard\.deniedKinds/);
        return true;
      },
    );
  });

  it('fails at its first decision where only the worker has the lists, and so does another policy', async () => {
    const activities = { allowed: { beforeDial: [] } };
    await withCalls({ activities }, async ({ calls, simulator }) => {
      const call = await calls.start(request('+12065550100', { beforeDial }), { workflowId: 'refund' });
      await assert.rejects(call.result(), isInvalid);
      const paused = await calls.start(request('+12065550102'), { workflowId: 'fine' });
      const { policy } = request('+12065550102', { beforeDial });
      await eventually(async () => (await paused.status()).policy);
      await assert.rejects(paused.changePolicy(policy), /another policy|not valid|Update failed/i);
      await paused.result();
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('skips a step that newer settings do not allow, and goes on with the next', async () => {
    await withCalls({ workers: 0 }, async (parts) => {
      const { calls, simulator } = parts;
      simulator.script('+12065550100', { dispositions: ['busy', 'answered'] });
      const steps = [{ queueId: ownTeam, attempts: 2, retryAfter: '4s' }, { queueId: overflow }];
      const call = await calls.start(request('+12065550100', { steps }), { workflowId: 'older' });
      await withCalls({ beside: parts }, () => eventually(async () => (await call.status()).attempts[0]));
      const activities = { allowed: { queueIds: [overflow] } };
      const result = await withCalls({ beside: parts, activities }, () => call.result());
      assert.deepEqual(
        result.attempts.map(({ step, disposition }) => [step, disposition]),
        [
          ['step-1', 'busy'],
          ['step-2', 'answered'],
        ],
      );
    });
  });

  it('asks no activity that newer settings do not allow, says so, and goes on when they do', async () => {
    const asked = { activity: 'mayCall', taskQueue: 'nobody-polls-it' };
    await withCalls({ workers: 0 }, async (parts) => {
      const policy = { steps: [{ queueId: ownTeam }], beforeDial: asked };
      const call = await parts.calls.start(request('+12065550100', policy), { workflowId: 'asks-older' });
      await withCalls({ beside: parts }, async () => {
        await eventually(async () => (await call.status()).policy);
        await call.pause();
      });
      await withCalls({ beside: parts, activities: { allowed: { beforeDial: [] } } }, async () => {
        await call.resume();
        const handle = parts.client.workflow.getHandle('asks-older');
        const said = await eventually(async () => {
          const { reasons } = await handle.query(explainQuery);
          return reasons.find((reason) => reason.includes('allowed.beforeDial'));
        });
        assert.match(
          said,
          /policy\.beforeDial is not among allowed\.beforeDial of temporal\.config\.ts.*next try at/,
        );
        const before = await questions(parts.client);
        await call.pause();
        await call.resume();
        await eventually(async () =>
          (await call.explain()).reasons.find((one) => one.includes('next try at')),
        );
        assert.equal(await questions(parts.client), before);
        await call.cancel();
        await call.result();
      });
      assert.deepEqual(parts.simulator.dials(), []);
    });
  });
});

/** How often the call's history has the activity. */
async function questions(client: Client): Promise<number> {
  const { events } = await client.workflow.getHandle('asks-older').fetchHistory();
  return (events ?? []).filter(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'mayCall',
  ).length;
}

function isInvalid(error: unknown): true {
  assert.ok(error instanceof WorkflowFailedError);
  assert.ok(error.cause instanceof ApplicationFailure);
  assert.equal(error.cause.type, 'InvalidCallRequest');
  assert.match(error.cause.message, /policy\.beforeDial: is not among allowed\.beforeDial/);
  return true;
}

/** Nothing is sent. */
const unused = Object.create(Client.prototype) as Client;
