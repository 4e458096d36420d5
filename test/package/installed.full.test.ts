import assert from 'node:assert/strict';
import { version as temporalVersion } from '@temporalio/client/package.json';
import { name } from '../../package.json';
import { emptyProject, pack, type Project } from './support';

describe('the package, installed into an empty project', () => {
  let project: Project;
  before(async () => {
    project = await emptyProject();
    const { tarball } = await pack(project);
    // npm brings the peer dependencies; Temporal's client is named because the project uses it itself.
    await project.npm('install', '--no-audit', '--no-fund', tarball, `@temporalio/client@${temporalVersion}`);
  });
  after(() => project.remove());

  it('makes a call from CommonJS, from the request to its end', async () => {
    await project.write('call.cjs', call);
    const result: unknown = JSON.parse(lastLine(await project.node('call.cjs')));
    assert.deepEqual(result, { outcome: 'reached', dispositions: ['busy', 'answered'], dials: 2 });
  });

  it('has a command', async () => {
    assert.match(await project.npm('exec', '--', 'outbound', '--version'), /^\d+\.\d+\.\d+/m);
  });
});

/** What a newcomer would write. */
const call = `
const { OutboundCalls } = require('${name}');
const { createOutboundWorker } = require('${name}/worker');
const { createLocalTestEnvironment, simulatedConnect, simulatedInstance, startSimulator } = require('${name}/testing');

async function main() {
  const environment = await createLocalTestEnvironment();
  const simulator = await startSimulator({ speed: 20 });
  simulator.script('+12065550140', { dispositions: ['busy', 'answered'], talkSeconds: 1 });
  const worker = await createOutboundWorker({
    connection: environment.nativeConnection,
    connect: simulatedConnect(simulator),
    pollDelay: () => 100,
  });
  const calls = new OutboundCalls({ client: environment.client });
  const { instanceId, contactFlowId, queues } = simulatedInstance;
  const result = await worker.runUntil(async () => {
    await calls.start(
      {
        destinationPhoneNumber: '+12065550140',
        policy: {
          instanceId,
          contactFlowId,
          reachedWhen: 'agent',
          steps: [{ queueId: queues[0].queueId, attempts: 2, retryAfter: '100ms' }],
        },
      },
      { workflowId: 'reminder-A-1001' },
    );
    return calls.result('reminder-A-1001');
  });
  const dials = simulator.dials().length;
  await simulator.close();
  await environment.teardown();
  const dispositions = result.attempts.map((attempt) => attempt.disposition);
  console.log(JSON.stringify({ outcome: result.outcome, dispositions, dials }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
`;

function lastLine(printed: string): string {
  return printed.trim().split('\n').at(-1) ?? '';
}
