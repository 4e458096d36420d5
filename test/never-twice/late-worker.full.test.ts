import assert from 'node:assert/strict';
import { NativeConnection } from '@temporalio/worker';
import type { Connect } from '../../src/connect';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker } from '../../src/worker';
import { eventually, request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { workflowBundle } from '../support/workflow-bundle';

describe('never twice: a worker that comes back when the window has long closed', () => {
  it('asks for no answer any more, where a token rings anew once its contact has ended', async () => {
    await withCalls(
      { workers: 0, simulator: { speed: 100, tokenAfterDisconnect: 'new' } },
      async ({ simulator, calls, client, taskQueue }) => {
        const worker = async (connect: Connect) =>
          createOutboundWorker({
            connection: await NativeConnection.connect({
              address: (await localServer()).temporalServer.address,
            }),
            namespace: client.options.namespace,
            taskQueue,
            connect,
            quotas: 'off',
            settings: { dialTimeout: 3_000 },
            worker: { workflowBundle: await workflowBundle(), shutdownForceTime: '500ms' },
          });
        const connect = simulatedConnect(simulator);
        // It sends, and hangs for ever.
        const hanging = await worker({
          ...connect,
          startOutboundVoiceContact: async (dial, options) => {
            await connect.startOutboundVoiceContact(dial, options);
            return new Promise(() => undefined);
          },
        });
        const died = hanging.run().catch(() => undefined);
        await calls.start(request('+12065550102', { resendWindow: '6 seconds' }), { workflowId: 'late' });
        await eventually(() => simulator.dials().at(0));
        hanging.shutdown();
        await died;

        // Nobody is there while Temporal gives the dial up, its window closes, and its contact ends.
        await new Promise((resolve) => setTimeout(resolve, 9_000));
        const late = await worker(connect);
        await late.runUntil(async () => {
          const attempt = await eventually(async () => (await calls.getHandle('late').status()).attempts[0]);
          assert.equal(attempt.disposition, 'unknown');
        });
        assert.equal(simulator.dials().length, 1);
      },
    );
  });
});
