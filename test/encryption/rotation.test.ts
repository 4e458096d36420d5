import assert from 'node:assert/strict';
import type { PayloadCodec } from '@temporalio/common';
import {
  eventually,
  ownTeam,
  request,
  withCalls,
  type CallTest,
  type CallTestOptions,
} from '../support/calls';
import { OutboundCalls } from '../../src/client';
import { simulatedConnect, simulatedLedger } from '../../src/testing';
import { UnreadablePayloadError, type EncryptionKey } from '../../src/encryption';
import { createOutboundWorker, examine } from '../../src/worker';
import { keepKeyCheck } from '../../src/encryption/check-keys';
import { optOutsId } from '../../src/ledger/names';
import { encryptedParts, keyIdsIn, keyNamed, storedOf } from './support';

const person = '+12065550100';
const optedOut = '+12065550137';
const [a, b, wrong] = [keyNamed('2025'), keyNamed('2026'), keyNamed('another')];
const ledger = { activities: { ledger: simulatedLedger } };

/** Run with these keys; beside: on the task queue and simulator of another worker, which has stopped. */
async function withKeys<T>(
  keys: readonly EncryptionKey[],
  beside: CallTest | undefined,
  test: (parts: CallTest) => Promise<T>,
  options: CallTestOptions = {},
): Promise<T> {
  return withCalls(
    { ...ledger, ...(await encryptedParts({ keys }, beside?.client)), beside, ...options },
    test,
  );
}

describe('the key of payloads', () => {
  it('changes while calls run: they go on, what is new has the new key, the do-not-call list stays, and no released hold blocks', async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      const soon = request(person, { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '200ms' }] });
      const twice = { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }] };
      await withKeys([a], beside, async ({ calls, simulator }) => {
        simulator.script(person, { dispositions: ['busy', 'answered'] });
        await calls.start(request(person, twice), { workflowId: 'rotated' });
        await eventually(async () => (await calls.getHandle('rotated').status()).next);
        await calls.optOuts.add(optedOut, { reason: 'asked on the phone' });
      });
      const before = await storedOf(beside.client, 'rotated');
      assert.deepEqual(keyIdsIn(before), ['2025']);

      await withKeys([b, a], beside, async ({ calls, simulator, taskQueue }) => {
        const stranger = (await encryptedParts({ keys: [wrong] }, beside.client)).server.client;
        const { holds } = new OutboundCalls({ client: stranger, taskQueue });
        await holds.place({ reason: 'under a key that is gone' });
        await holds.release();
        await calls.getHandle('rotated').changePolicy(soon.policy);
        const { outcome, attempts } = await calls.getHandle('rotated').result();
        assert.equal(outcome, 'reached');
        assert.deepEqual(
          attempts.map(({ disposition }) => disposition),
          ['busy', 'answered'],
        );
        assert.equal(simulator.dials().length, 2);
        assert.deepEqual(keyIdsIn(await storedOf(beside.client, 'rotated'), before.events.length), ['2026']);

        assert.equal((await calls.optOuts.find(optedOut))?.reason, 'asked on the phone');
        await calls.start(request(optedOut), { workflowId: 'rotated-opted-out' });
        assert.equal((await calls.getHandle('rotated-opted-out').result()).outcome, 'opted-out');
        assert.deepEqual(keyIdsIn(await storedOf(beside.client, `outbound-key-check:${taskQueue}`)), [
          '2026',
        ]);
        assert.ok(keyIdsIn(await storedOf(beside.client, optOutsId(taskQueue, optedOut))).includes('2025'));
      });
    });
  });

  it('that does not fit lets no worker start: nothing is dialed and nothing lost, and calls go on with the right key', async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      const { simulator } = beside;
      await withKeys([a], beside, async ({ calls }) => {
        await calls.holds.place();
        await calls.start(request(person), { workflowId: 'waits-for-its-key' });
        await eventually(async () => {
          const { summary } = await calls.getHandle('waits-for-its-key').explain();
          return summary.includes('on hold') || undefined;
        });
        await calls.holds.release();
      });
      const before = simulator.dials().length;
      for (const [keys, why] of [
        [[wrong], /encrypted with key "2025", which isn't in the ring \(another\)\. Add it to the keys/],
        [[{ ...wrong, id: '2025' }], /can't be decrypted with key "2025"/],
      ] as const) {
        await assert.rejects(
          withKeys(keys, beside, () => assert.fail('it started')),
          (error: Error) => {
            assert.equal(error.name, 'KeyCheckError');
            assert.match(
              error.message,
              new RegExp(`^Task queue ${beside.taskQueue}: this process can't read`),
            );
            assert.match(error.message, why);
            return true;
          },
        );
      }
      // Neither does one without any key.
      await assert.rejects(
        withCalls({ beside }, () => assert.fail('it started')),
        /They encrypt.*dataConverter/,
      );
      assert.equal(simulator.dials().length, before);

      await withKeys([a], beside, async ({ calls }) => {
        assert.equal((await calls.getHandle('waits-for-its-key').result()).outcome, 'reached');
        assert.equal(simulator.dials().length, 1);
      });
    });
  });

  it('that other workers begin to write with makes a running worker without it not ready', async () => {
    await withCalls({ workers: 0 }, async ({ client: plain, taskQueue, simulator }) => {
      const { server, worker: options } = await encryptedParts({ keys: [a] }, plain);
      const connect = simulatedConnect(simulator);
      const worker = await createOutboundWorker({
        connection: server.nativeConnection,
        namespace: plain.options.namespace,
        taskQueue,
        connect,
        quotas: 'off',
        worker: options,
      });
      await worker.runUntil(async () => {
        const { client } = (await encryptedParts({ keys: [b, a] }, plain)).server;
        await keepKeyCheck({ client, taskQueue });
        const { checks } = await examine(worker.health.ready);
        assert.match(JSON.stringify(checks['keys']), /failing.*2026.*which isn't in the ring \(2025\)/);
      });
      connect.destroy?.();
    });
  });

  it('that an activity misses costs no attempt: the dial sends nothing, and is made again', async () => {
    let isMissing = true;
    const codec: PayloadCodec = {
      encode: async (payloads) => payloads,
      decode: async (payloads, context) => {
        const isDial = payloads.some(({ data }) => Buffer.from(data ?? []).includes('lineHeldForMs'));
        if (context?.type !== 'activity' || !isDial || !isMissing) return payloads;
        isMissing = false;
        throw new UnreadablePayloadError('The payload is encrypted with key "2025"');
      },
    };
    const worker = { dataConverter: { payloadCodecs: [codec] } };
    await withCalls({ worker }, async ({ calls, simulator }) => {
      const call = await calls.start(request(person), { workflowId: 'unreadable-dial' });
      const { reasons } = await eventually(async () => {
        const explained = await call.explain();
        return explained.reasons.some((reason) => reason.includes('key "2025"')) ? explained : undefined;
      });
      assert.ok(reasons.length > 0);
      assert.deepEqual((await call.status()).attempts, []);
      assert.deepEqual(simulator.dials(), []);
      await call.cancel();
      assert.equal((await call.result()).outcome, 'cancelled');
    });
  });
});
