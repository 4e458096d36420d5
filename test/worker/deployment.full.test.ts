import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { NativeConnection } from '@temporalio/worker';
import type { DeploymentVersion } from '../../src/domain/deployment-version';
import { startSimulator } from '../../src/simulator';
import { routingOf, whyNoCalls } from '../../src/worker/deployment';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { localServer } from '../support/shared-servers';

describe('workers of a version', () => {
  it('have no calls until it is the current one; one that begins on a version is dialed, followed and ended by the next', async () => {
    const name = `deployment-${randomUUID()}`;
    const simulator = await startSimulator({ speed: 20 });
    simulator.script('+12065550139', { dispositions: ['busy', 'answered'], ringSeconds: 2, talkSeconds: 2 });
    const { client, temporalServer } = await localServer();
    const beside = { simulator, client, taskQueue: `calls-${randomUUID()}` };
    const nativeConnection = await NativeConnection.connect({ address: temporalServer.address });
    const steps = (retryAfter: string) => ({
      steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter }],
    });
    try {
      const [one, two] = [
        { name, buildId: 'one' },
        { name, buildId: 'two' },
      ];
      const server = { client, nativeConnection };
      await withCalls({ beside, server, pacing: pacing(one) }, async (parts) =>
        withCalls({ beside, pacing: pacing(two) }, async () => {
          const { calls } = parts;
          assert.equal(await callsOf(parts, one), 'go to nobody');
          await calls.start(request('+12065550139', steps('1 hour')), { workflowId: name });
          await makeCurrent(parts, one);
          await eventually(async () => (await calls.getHandle(name).status()).attempts[0]);

          assert.equal(await callsOf(parts, two), 'go to others');
          await makeCurrent(parts, two);
          await calls.getHandle(name).changePolicy(request('', steps('1 second')).policy);
          const { outcome, attempts } = await calls.getHandle(name).result();
          assert.equal(outcome, 'reached');
          assert.deepEqual(
            simulator.dials().map(({ contactId }) => contactId),
            attempts.map(({ contactId }) => contactId),
          );
          const work = await workOf(parts, name);
          assert.deepEqual([work[0], work.at(-1)], ['task one', 'task two']);
          for (const activity of ['outboundDial', 'outboundAwaitContact']) {
            assert.deepEqual(
              work.filter((done) => done.startsWith(activity)),
              [`${activity} one`, `${activity} two`],
            );
          }
        }),
      );
    } finally {
      await nativeConnection.close();
      await simulator.close();
    }
  });
});

/** Lanes that let everything through. */
function pacing(deployment: DeploymentVersion) {
  const many = { dialsPerSecond: 100, dialBurst: 100, describesPerSecond: 100, concurrentCalls: 100 };
  return { quotas: many, deployment };
}

async function callsOf({ client, taskQueue }: CallTest, own: DeploymentVersion): Promise<string> {
  const unserved = whyNoCalls(own, await routingOf(client, client.options.namespace, taskQueue));
  return unserved ? `go to ${unserved.callsGoTo}` : 'come';
}

/** As `temporal worker deployment set-current-version` does; refused until Temporal has seen a worker of it. */
async function makeCurrent(parts: CallTest, version: DeploymentVersion): Promise<void> {
  const { client } = parts;
  const { name: deploymentName, buildId } = version;
  const { namespace, identity } = client.options;
  await eventually(() =>
    client.workflowService
      .setWorkerDeploymentCurrentVersion({ namespace, identity, deploymentName, buildId })
      .catch(() => undefined),
  );
  await eventually(async () => ((await callsOf(parts, version)) === 'come' ? true : undefined));
}

/** Each task and activity of a call, with the build that did it. */
async function workOf({ client }: CallTest, workflowId: string): Promise<string[]> {
  const { events = [] } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap((event) => {
    const task = event.workflowTaskCompletedEventAttributes;
    if (task) return [`task ${task.deploymentVersion?.buildId ?? 'none'}`];
    const started = event.activityTaskStartedEventAttributes;
    if (!started) return [];
    const scheduled = events?.find(({ eventId }) => String(eventId) === String(started.scheduledEventId));
    const activity = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? '';
    return [`${activity} ${started.workerVersion?.buildId ?? 'none'}`];
  });
}
