import assert from 'node:assert/strict';
import { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { pauseWorkflow } from '../../src/chaos/acts/temporal-pauses';
import { OutboundCalls, type CallHandle } from '../../src/client';
import { holdId } from '../../src/ledger/names';
import { simulatedInstance } from '../../src/simulator';
import { eventually, quickPolicy, request, withCalls } from '../support/calls';

const { instanceId, instanceArn } = simulatedInstance;
const person = '+12065550100';
/** The simulator does not have it. */
const unused = 'aaaaaaaa-0000-4000-8000-00000000dead';

describe('a hold', () => {
  it('keeps calls from dialing and says so; released, they go on by themselves, and their histories are short', async () => {
    await withCalls({}, async ({ simulator, calls, client }) => {
      const hold = await calls.holds.place({ instanceId, reason: 'the flow says the wrong thing' });
      try {
        assert.equal(hold.isNew, true);
        assert.equal((await calls.holds.place({ instanceId })).isNew, false);
        assert.equal((await calls.holds.place({ instanceId: instanceArn })).isNew, false);
        await calls.start(request('+12065550100'), { workflowId: 'on-hold' });
        const reasons = await eventually(async () => {
          const explained = await calls.getHandle('on-hold').explain();
          return explained.reasons.find((reason) => reason.includes('on hold'));
        });
        assert.ok(reasons.includes(`on hold since ${hold.since}: the flow says the wrong thing`), reasons);
        const handle = client.workflow.getHandle('on-hold');
        const { historyLength } = await handle.describe();
        // It is asked again and again meanwhile, by an activity whose retries are no events.
        await eventually(async () => {
          const [pending] = (await handle.describe()).raw.pendingActivities ?? [];
          return Number(pending?.attempt) > 2 ? true : undefined;
        });
        assert.equal((await handle.describe()).historyLength, historyLength);
        assert.deepEqual(simulator.dials(), []);
      } finally {
        await calls.holds.release({ instanceId });
      }
      assert.equal((await calls.getHandle('on-hold').result()).outcome, 'reached');
      assert.equal(await calls.holds.release({ instanceId }), undefined);
    });
  });

  it('is a hold while Temporal has paused its workflow, too', async () => {
    await withCalls({}, async ({ calls, client, taskQueue }) => {
      await calls.holds.place({ instanceId });
      await pauseWorkflow(client, holdId(taskQueue, { instanceId }));
      assert.ok(await calls.holds.find({ instanceId }));
      await eventually(async () => (await calls.holds.list()).at(0));
      assert.ok(await calls.holds.release({ instanceId }));
      assert.equal(await calls.holds.find({ instanceId }), undefined);
    });
  });

  it('is waited for while there is time, however short; a call whose time is over by then says that it was on hold', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.holds.place({ instanceId, reason: 'moving house' });
      try {
        const deadlines = { 'hold-in-time': '10 minutes', 'hold-too-late': '8s' } as const;
        for (const [workflowId, deadline] of Object.entries(deadlines)) {
          await calls.start(request('+12065550100', { limits: { deadline } }), { workflowId });
        }
        const { outcome, reasons } = await calls.getHandle('hold-too-late').result();
        assert.equal(outcome, 'expired');
        assert.match(reasons.map(({ text }) => text).join(' '), /on hold since .*: moving house/);
        const { summary } = await calls.getHandle('hold-in-time').explain();
        assert.match(summary, new RegExp(`^Waiting to make attempt 1 .*: instance ${instanceId} is on hold`));
        assert.deepEqual(simulator.dials(), []);
      } finally {
        await calls.holds.release({ instanceId });
      }
      assert.equal((await calls.getHandle('hold-in-time').result()).outcome, 'reached');
    });
  });

  it('is of no matter to a call whose policy leads to another instance by now', async () => {
    await withCalls({}, async ({ calls }) => {
      await calls.holds.place({ instanceId: unused });
      try {
        await calls.start(request('+12065550100', { instanceId: unused }), { workflowId: 'hold-moves-on' });
        await eventually(async () =>
          (await calls.getHandle('hold-moves-on').explain()).summary.includes('on hold') ? true : undefined,
        );
        await calls.getHandle('hold-moves-on').changePolicy(quickPolicy());
        assert.equal((await calls.getHandle('hold-moves-on').result()).outcome, 'reached');
      } finally {
        await calls.holds.release({ instanceId: unused });
      }
    });
  });

  it('stops the calls of its own task queue, and of no other, unless it is of the whole namespace', async () => {
    const isHeld = (call: CallHandle) =>
      eventually(async () => (await call.explain()).summary.includes('on hold') || undefined);
    await withCalls({}, async (production) => {
      const beside = { ...production, taskQueue: `${production.taskQueue}-staging` };
      await withCalls({ beside }, async (staging) => {
        await staging.calls.holds.place();
        assert.ok(await isHeld(await staging.calls.start(request(person), { workflowId: 'hold-staging' })));
        const call = await production.calls.start(request(person), { workflowId: 'hold-production' });
        assert.equal((await call.result()).outcome, 'reached');
        await staging.calls.holds.release();

        // An instance that no other test calls: they share the namespace.
        const scope = { wholeNamespace: true, instanceId: unused };
        await staging.calls.holds.place(scope);
        try {
          const toUnused = request(person, { instanceId: unused });
          assert.ok(await isHeld(await production.calls.start(toUnused, { workflowId: 'hold-namespace' })));
          assert.equal(await production.calls.holds.release({ instanceId: unused }), undefined);
        } finally {
          await production.calls.holds.release(scope);
        }
      });
    });
  });

  it('holds and is released where its reason can not be decrypted', async () => {
    await withCalls({}, async ({ calls, client, taskQueue }) => {
      const codec = {
        encode: (payloads: Payload[]) => Promise.resolve(payloads.map(scrambled)),
        decode: refuse,
      };
      const other = new Client({
        connection: client.connection,
        namespace: client.options.namespace,
        dataConverter: { payloadCodecs: [codec] },
      });
      await new OutboundCalls({ client: other, taskQueue }).holds.place({ reason: 'a secret' });
      const call = await calls.start(request(person), { workflowId: 'hold-of-another-key' });
      await eventually(async () => (await call.explain()).summary.includes('on hold') || undefined);
      assert.deepEqual(
        (
          await eventually(async () => {
            const holds = await calls.holds.list();
            return holds.length > 0 ? holds : undefined;
          })
        ).map(({ instanceId: one, reason }) => [one, reason]),
        [[undefined, undefined]],
      );
      assert.ok(await calls.holds.release());
      assert.equal((await call.result()).outcome, 'reached');
    });
  });

  it('is not said to be missing in a namespace that does not exist', async () => {
    await withCalls({ workers: 0 }, async ({ client, taskQueue }) => {
      const elsewhere = new Client({ connection: client.connection, namespace: 'no-such-namespace' });
      const { holds } = new OutboundCalls({ client: elsewhere, taskQueue });
      await assert.rejects(holds.release(), { name: 'NamespaceNotFoundError' });
    });
  });

  it('of all instances holds each; a call on hold can still be cancelled at once', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.holds.place();
      try {
        await calls.start(request('+12065550100'), { workflowId: 'on-hold-cancelled' });
        await eventually(async () => {
          const { reasons } = await calls.getHandle('on-hold-cancelled').explain();
          return reasons.some((reason) => reason.includes('on hold')) || undefined;
        });
        await calls.getHandle('on-hold-cancelled').cancel();
        assert.equal((await calls.getHandle('on-hold-cancelled').result()).outcome, 'cancelled');
        assert.deepEqual(simulator.dials(), []);
      } finally {
        await calls.holds.release();
      }
    });
  });

  it('of what is no instance is refused, since it would hold nothing', async () => {
    await withCalls({ workers: 0 }, async ({ calls }) => {
      for (const wrong of ['', 'all', 'production', `${instanceId} `]) {
        await assert.rejects(
          calls.holds.place({ instanceId: wrong }),
          /expected the ID of an Amazon Connect instance/,
        );
        await assert.rejects(calls.holds.release({ instanceId: wrong }), TypeError);
      }
    });
  });
});

function scrambled(payload: Payload): Payload {
  return { metadata: { encoding: Buffer.from('binary/encrypted') }, data: payload.data ?? null };
}

function refuse(): never {
  throw new Error('no such key');
}
