import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NoAnswerError } from '../../src/cli/answers-in-time';
import { queryCall } from '../../src/cli/query-call';
import { recordText } from '../../src/cli/call-record';
import { changeCall } from '../../src/cli/commands/control';
import { workerFinding } from '../../src/cli/doctor/worker';
import { pollersOf } from '../../src/cli/pollers';
import { connect, type Connected } from '../../src/cli/temporal-client';
import { waitAloud, waitingFor } from '../../src/cli/wait-aloud';
import { queueOf } from '../../src/cli/workers-of';
import { pauseWorkflow } from '../../src/chaos/acts/temporal-pauses';
import { simulatedLedger } from '../../src/testing';
import { OutboundCalls } from '../../src/client';
import { eventually, quickPolicy, request, withCalls } from '../support/calls';
import { exitOf, withWorkerProcesses, type WorkerProcesses } from '../support/start-worker-process';
import { localServer } from '../support/shared-servers';

describe('while a worker that was killed is still listed', () => {
  it('each command answers in its time, and says what Temporal knows and when the worker last polled', async () => {
    await withWorkerProcesses(
      async (parts) => {
        const { calls, taskQueue, startWorker } = parts;
        const workflowId = `killed-${randomUUID()}`;
        await calls.start(request('+12065550102', waitsAnHour), { workflowId });
        const worker = await startWorker({});
        await eventually(async () => (await calls.getHandle(workflowId).status()).next);
        worker.kill('SIGKILL');
        await exitOf(worker);

        const connected = await connectedTo(parts);
        assert.equal((await pollersOf(queueOf(connected, taskQueue))).length, 1, 'Temporal lists it');

        for (const ask of ['status', 'explain'] as const) {
          const queried = await queryCall<unknown>(connected, workflowId, (call) => call[ask]());
          assert.ok(queried.is === 'record');
          assert.match(
            queried.why,
            new RegExp(`No worker of task queue ${taskQueue} answered within 0\\.5 s`),
          );
          assert.match(queried.why, /last poll was \d+ s ago, by \d+@/);
          assert.equal(queried.record.state, 'waiting');
          assert.match(
            recordText(queried.record),
            /RUNNING on task queue [^]*attempt 1 {2}busy .*[^]*next {7}due at/,
          );
        }
        for (const change of ['pause', 'resume'] as const) {
          await assert.rejects(
            changeCall(connected, workflowId, (call) => call[change]()),
            /answered within 0\.5 s[^]*Nothing has changed yet\. A worker that starts soon may still make the change/,
          );
        }
        const withLedger = new OutboundCalls({
          client: connected.client,
          taskQueue,
          ledger: simulatedLedger,
        });
        await assert.rejects(withLedger.optOuts.add('+12065550102'), /No worker of task queue/);

        await connected.calls.getHandle(workflowId).cancel();
        const said: string[] = [];
        const result = connected.calls.getHandle(workflowId).result();
        const waiting = waitAloud(
          result,
          () => waitingFor(connected, `the end of ${workflowId}`, taskQueue),
          {
            say: (line) => said.push(line),
            firstMs: 10,
            thenMs: 10,
          },
        );
        await eventually(() => said[1]);
        assert.match(said[0] ?? '', /^Waiting for the end of killed-\S+\. The last poll of task queue/);
        // The next worker makes it end.
        await startWorker({});
        assert.equal((await waiting).outcome, 'cancelled');
      },
      { server: await localServer() },
    );
  });

  it('the doctor does not take it for a worker for longer than a live one rests between two polls', () => {
    const poller = { identity: '4711@host', lastPolledMs: Date.parse('2026-11-21T12:00:00Z') };
    const after = (seconds: number) => workerFinding('q', [poller], poller.lastPolledMs + seconds * 1000);
    assert.deepEqual([after(60).verdict, after(120).verdict], ['ok', 'wrong']);
    assert.match(after(60).says, /polling: the last poll was 60 s ago, by 4711@host/);
    assert.match(after(120).says, /120 s ago, by 4711@host.*may have died/);
    // The server's clock may be ahead.
    assert.match(after(-5).says, /0 s ago/);
    assert.equal(workerFinding('q', [], 0).verdict, 'wrong');
  });

  it('a call that has ended shows its result without a worker', async () => {
    await withWorkerProcesses(
      async (parts) => {
        const { calls, startWorker } = parts;
        const workflowId = `ended-${randomUUID()}`;
        await calls.start(request('+12065550102', { limits: { attempts: 1 } }), { workflowId });
        const worker = await startWorker({});
        await calls.getHandle(workflowId).result();
        worker.kill('SIGKILL');
        await exitOf(worker);
        const queried = await queryCall(await connectedTo(parts), workflowId, (call) => call.status());
        assert.ok(queried.is === 'record');
        assert.equal(queried.record.result?.outcome, 'exhausted');
        assert.match(
          recordText(queried.record),
          /^ended-\S+: exhausted\n {2}\S+ \S+ {2}attempt 1, own-team: busy/,
        );
      },
      { server: await localServer() },
    );
  });
});

describe('a command about a call', () => {
  it('says where it looked for one that does not exist', async () => {
    const { temporalServer } = await localServer();
    const connected = await connectedTo({ taskQueue: 'nowhere' });
    const { namespace } = connected.settings;
    for (const look of [
      () => queryCall(connected, 'nowhere', (call) => call.status()),
      () => changeCall(connected, 'nowhere', (call) => call.pause()),
    ]) {
      await assert.rejects(look, {
        message: `There is no call "nowhere" in namespace ${namespace} at ${temporalServer.address}. Check the workflow ID, --namespace and --temporal-address.`,
      });
    }
  });

  it('prints what Temporal has recorded of a call whose workflow it has paused, and how to go on', async () => {
    await withCalls({ server: await localServer() }, async ({ calls, client, taskQueue }) => {
      const workflowId = `paused-${randomUUID()}`;
      await calls.start(request('+12065550102', waitsAnHour), { workflowId });
      await eventually(async () => (await calls.getHandle(workflowId).status()).next);
      await pauseWorkflow(client, workflowId);
      const queried = await queryCall(await connectedTo({ taskQueue }), workflowId, (call) => call.status());
      assert.ok(queried.is === 'record');
      assert.equal(queried.record.run, 'PAUSED');
      assert.equal(queried.record.attempts.length, 1);
      assert.match(queried.why, new RegExp(`temporal workflow unpause --workflow-id ${workflowId}$`));
      await client.workflow.getHandle(workflowId).terminate();
    });
  });

  it('gets the answer of a live worker, and its errors as they are', async () => {
    await withWorkerProcesses(
      async (parts) => {
        const { calls, startWorker } = parts;
        const workflowId = `live-${randomUUID()}`;
        await calls.start(request('+12065550102', waitsAnHour), { workflowId });
        await startWorker({});
        await eventually(async () => (await calls.getHandle(workflowId).status()).next);
        const connected = await connectedTo(parts, 60_000);
        const queried = await queryCall(connected, workflowId, (call) => call.status());
        assert.ok(queried.is === 'answer');
        await changeCall(connected, workflowId, (call) => call.pause());
        await eventually(
          async () => (await calls.getHandle(workflowId).status()).state === 'paused' || undefined,
        );
        const refused = changeCall(connected, workflowId, (call) =>
          call.changePolicy(quickPolicy({ steps: [] })),
        );
        await assert.rejects(refused, (error) => !(error instanceof NoAnswerError));
        await calls.getHandle(workflowId).cancel();
        await calls.getHandle(workflowId).result();
      },
      { server: await localServer() },
    );
  });
});

const waitsAnHour = {
  on: { busy: { retryAfter: '1 hour' } },
  steps: [{ name: 'own-team', queueId: 'cccccccc-0000-4000-8000-000000000001', attempts: 2 }],
};

/** Half a second is enough for a worker that is dead. */
async function connectedTo(
  { taskQueue }: Pick<WorkerProcesses, 'taskQueue'>,
  answerTimeoutMs = 500,
): Promise<Connected> {
  const { temporalServer } = await localServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'dead-worker-'));
  const config = path.join(folder, 'temporal.config.mjs');
  await writeFile(config, `export default ${JSON.stringify({ temporal: { taskQueue } })}`);
  try {
    return await connect({ config, temporalAddress: temporalServer.address }, { answerTimeoutMs });
  } finally {
    await rm(folder, { recursive: true });
  }
}
