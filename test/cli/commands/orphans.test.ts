import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { findOrphans } from '../../../src/cli/orphans/orphans';
import { pacedConnect } from '../../../src/cli/orphans/paced-connect';
import { quotasOf } from '../../../src/pacing/quotas';
import { startSimulator } from '../../../src/simulator';
import { simulatedConnect } from '../../../src/testing';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../../support/calls';
import { resetToBeginning } from '../../support/reset';
import { localServer } from '../../support/shared-servers';
import { run } from '../outbound';

const ringing = '+12065550101';
const oneAttempt = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] };

describe('outbound orphans', () => {
  it('finds only live contacts of abandoned calls, and hangs them up', async () => {
    // A ring lasts ten minutes here, and has not ended when a slow machine comes to look.
    const simulator = { speed: 0.1, searchContacts: 'all', throttles: 'off' } as const;
    await withCalls({ server: await localServer(), simulator }, async (parts) => {
      const { calls, client } = parts;
      const terminate = (workflowId: string) => client.workflow.getHandle(workflowId).terminate();

      // As when its worker dies between the request and the answer: the history knows that it was dialed, and no more.
      parts.simulator.script('+12065550137', { dispositions: ['no-answer'] });
      parts.simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'hang-after' });
      await calls.start(request('+12065550137', { resend: 'never' }), { workflowId: 'orphan-unheard' });
      await eventually(() =>
        parts.simulator
          .dials()
          .find(({ destinationPhoneNumber }) => destinationPhoneNumber === '+12065550137'),
      );
      await terminate('orphan-unheard');

      // Both ring, the second for a call that has an heir of the same name.
      for (const workflowId of ['orphan', 'orphan-replaced']) {
        await ring(parts, workflowId);
        await terminate(workflowId);
      }
      await client.workflow.start('outboundCall', {
        workflowId: 'orphan-replaced',
        taskQueue: parts.taskQueue,
        args: [request(ringing, oneAttempt)],
      });
      await ring(parts, 'orphan-not');
      await ring(parts, 'orphan-reset');
      await resetToBeginning(client, 'orphan-reset');
      await calls.start(request('+12065550102', oneAttempt), { workflowId: 'orphan-silent' });
      await eventually(async () => (await calls.getHandle('orphan-silent').status()).attempts[0]);
      await terminate('orphan-silent');
      await eventually(async () =>
        (await calls.getHandle('orphan-reset').status()).current?.contactId ? true : undefined,
      );

      const { temporalServer } = await localServer();
      const outbound = await orphansCommand(parts, temporalServer.address);
      try {
        const expected = ['orphan', 'orphan-replaced', 'orphan-unheard'];
        const listed = await outbound('--json');
        assert.equal(listed.code, 1);
        assert.deepEqual(
          stateOf(listed.stdout),
          expected.map((workflowId) => [workflowId, 'ringing']),
        );
        assert.doesNotMatch(listed.stdout, /\+12065550/);

        // Other tests leave such calls on their own task queues.
        const hungUp = await outbound('--hang-up', '--task-queue', parts.taskQueue);
        assert.equal(hungUp.code, 0, hungUp.stderr);
        for (const workflowId of expected)
          assert.match(
            hungUp.stdout,
            new RegExp(`${workflowId} \\(terminated\\) .*\\+1206•••01\\d\\d .* hung-up`),
          );
        assert.match(hungUp.stdout, /^Orphans left: 0\. .*: 4\.$/m);
        assert.deepEqual(await live(parts), ['orphan-not', 'orphan-replaced', 'orphan-reset']);
      } finally {
        await outbound.close();
      }
      for (const workflowId of ['orphan-not', 'orphan-reset', 'orphan-replaced'])
        await calls.getHandle(workflowId).cancel();
      for (const workflowId of ['orphan-not', 'orphan-reset', 'orphan-replaced'])
        await calls.getHandle(workflowId).result();
    });
  });

  it('does not say that all is well when it looked at another task queue, account or Region', async () => {
    const simulator = { speed: 0.1, throttles: 'off' } as const;
    await withCalls({ server: await localServer(), simulator }, async (parts) => {
      const { client, taskQueue } = parts;
      await ring(parts, 'orphan-elsewhere');
      await client.workflow.getHandle('orphan-elsewhere').terminate();
      const { temporalServer } = await localServer();
      const outbound = await orphansCommand({ ...parts, taskQueue: 'another' }, temporalServer.address);
      try {
        const listed = await eventually(async () => {
          const ended = await outbound();
          return ended.stdout.includes(taskQueue) ? ended : undefined;
        });
        assert.equal(listed.code, 3);
        assert.match(listed.stdout, /^Orphans: 0\. .*: 0\.$/m);
        assert.match(listed.stdout, /^Looked at: namespace default at 127\S+, task queue another$/m);
        assert.match(
          listed.stdout,
          /^Not seen: runs that were cut off: \d+ on task queues? .*add --task-queue/m,
        );
        const found = await outbound('--task-queue', taskQueue);
        assert.equal(found.code, 1, found.stdout);
        assert.match(
          found.stdout,
          new RegExp(`^Looked at: .* task queue ${taskQueue}, instances \\S+$`, 'm'),
        );
        const cut = await outbound('--task-queue', 'another', '--since', '30 days');
        assert.equal(cut.code, 3);
        assert.match(cut.stdout, /^Not seen: calls that ended before \S+: the namespace keeps them/m);
      } finally {
        await outbound.close();
      }

      // The credentials of another account.
      const elsewhere = await startSimulator({});
      const connect = simulatedConnect(elsewhere);
      const { orphans, notSeen } = await findOrphans({
        ...{ client, taskQueue, searchable: undefined },
        connect: pacedConnect(connect, quotasOf()),
        since: new Date(Date.now() - 3_600_000),
        unknownForMs: 0,
      });
      assert.deepEqual(orphans, []);
      assert.deepEqual(
        notSeen.map(({ workflowId, attempt }) => [workflowId, attempt]),
        [['orphan-elsewhere', 1]],
      );
      assert.match(notSeen[0]?.why ?? '', /shows no contact \S+ in instance \S+\. Check the Region/);
      connect.destroy?.();
      await elsewhere.close();
    });
  });

  it('finds a ringing phone whose end a forged signal reports', async () => {
    const simulator = { speed: 0.1, throttles: 'off' } as const;
    const activities = { settings: { events: true } };
    await withCalls({ server: await localServer(), simulator, activities }, async (parts) => {
      const { calls, client, taskQueue } = parts;
      const workflowId = 'orphan-denied';
      await ring(parts, workflowId);
      const { current } = await calls.getHandle(workflowId).status();
      const attributes = parts.simulator.dials()[0]?.attributes;
      await client.workflow.getHandle(workflowId).signal('contactEnded', {
        ...{ contactId: current?.contactId, initiatedAt: current?.startedAt, attributes },
        endedAt: new Date().toISOString(),
      });
      await eventually(async () => (await calls.getHandle(workflowId).status()).attempts[0]);
      await client.workflow.getHandle(workflowId).terminate();
      const connect = simulatedConnect(parts.simulator);
      const found = await eventually(async () => {
        const since = new Date(Date.now() - 60_000);
        const paced = pacedConnect(connect, quotasOf());
        const all = await findOrphans({ client, connect: paced, taskQueue, since, searchable: undefined });
        return all.calls === 1 ? all : undefined;
      });
      assert.deepEqual(
        found.orphans.map(({ state, contactId }) => [state, contactId]),
        [['ringing', current?.contactId]],
      );
      connect.destroy?.();
    });
  });

  it('says of a dial whose contact can not be found that its phone may be ringing', async () => {
    await withCalls(
      { server: await localServer(), simulator: { speed: 1 } },
      async ({ simulator, calls, client, taskQueue }) => {
        simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after' });
        await calls.start(request(ringing, { ...oneAttempt, resend: 'never' }), {
          workflowId: 'orphan-unknown',
        });
        await eventually(async () => (await calls.getHandle('orphan-unknown').status()).attempts[0]);
        await client.workflow.getHandle('orphan-unknown').terminate();
        const connect = simulatedConnect(simulator);
        const look = async () => {
          const paced = pacedConnect(connect, quotasOf());
          const since = new Date(Date.now() - 60_000);
          return findOrphans({ client, connect: paced, taskQueue, since, searchable: () => true });
        };
        const { orphans } = await eventually(async () => {
          const found = await look();
          return found.calls === 1 ? found : undefined;
        });
        assert.deepEqual(
          orphans.map(({ workflowId, state, contactId }) => [workflowId, state, contactId]),
          [['orphan-unknown', 'unknown', undefined]],
        );
        connect.destroy?.();
      },
    );
  });
});

/** A call whose phone rings for ten minutes. */
async function ring({ calls }: CallTest, workflowId: string): Promise<void> {
  await calls.start(request(ringing, oneAttempt), { workflowId });
  await eventually(async () => (await calls.getHandle(workflowId).status()).current?.contactId);
}

/** The calls whose phones ring or talk. */
async function live({ simulator }: CallTest): Promise<string[]> {
  const ended = new Set(
    (await simulator.contacts()).filter(({ phase }) => phase === 'ended').map(({ contactId }) => contactId),
  );
  return simulator
    .dials()
    .filter(({ contactId }) => !ended.has(contactId))
    .map(({ attributes }) => attributes['outboundCallWorkflowId'] ?? '')
    .sort();
}

const foundSchema = z.object({
  orphans: z.array(z.object({ workflowId: z.string(), state: z.string() })),
});

function stateOf(json: string): [string, string][] {
  return foundSchema
    .parse(JSON.parse(json))
    .orphans.map(({ workflowId, state }): [string, string] => [workflowId, state])
    .sort(([a], [b]) => a.localeCompare(b));
}

/** As a user runs it, in a folder with settings of its own. */
async function orphansCommand({ simulator, taskQueue }: CallTest, temporalAddress: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'orphans-'));
  const config = { temporal: { taskQueue }, connect: { searchable: true } };
  await writeFile(path.join(folder, 'temporal.config.mjs'), `export default ${JSON.stringify(config)}`);
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_ENDPOINT_URL_CONNECT: simulator.url,
  };
  const orphans = (...args: string[]) =>
    run(['orphans', '--temporal-address', temporalAddress, ...args], env, folder);
  return Object.assign(orphans, { close: () => rm(folder, { recursive: true }) });
}
