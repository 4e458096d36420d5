import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version as temporalVersion } from '@temporalio/client/package.json';
import { name } from '../../package.json';
import { emptyProject, pack, root, type Project } from './support';

/** What the README says to install: the packages of a backend, of a worker and of tests. */
const [backend = [], worker = [], tests = []] = readFileSync(path.join(root, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('npm install '))
  .map((line) => line.split(' ').slice(2));

/** Package managers other than npm, in their strictest settings: a package finds only what it says it needs. */
const managers = {
  npm: {
    prepare: async () => Promise.resolve(),
    install: (project: Project, packages: string[]) =>
      project.npm('install', '--no-audit', '--no-fund', ...packages),
    node: (project: Project, script: string) => project.node(script),
    command: (project: Project) => project.npm('exec', '--', 'outbound', '--version'),
  },
  'pnpm, without hoisting': {
    prepare: async (project: Project) => {
      await project.write('pnpm-workspace.yaml', 'packages: []\nhoist: false\n');
    },
    install: (project: Project, packages: string[]) =>
      project.npm(...exec('pnpm@10.34.9'), 'add', ...packages),
    node: (project: Project, script: string) => project.node(script),
    command: (project: Project) => project.npm(...exec('pnpm@10.34.9'), 'exec', 'outbound', '--version'),
  },
  "Yarn's Plug'n'Play": {
    prepare: async (project: Project) => {
      const registry = (await project.npm('config', 'get', 'registry')).trim();
      await project.write(
        '.yarnrc.yml',
        `nodeLinker: pnp\nenableGlobalCache: false\nenableTelemetry: false\nnpmRegistryServer: '${registry}'\n`,
      );
      await project.write('yarn.lock', '');
    },
    install: (project: Project, packages: string[]) =>
      project.npm(...exec('@yarnpkg/cli-dist@4.18.1'), 'add', ...packages),
    node: (project: Project, script: string) =>
      project.npm(...exec('@yarnpkg/cli-dist@4.18.1'), 'node', script),
    command: (project: Project) =>
      project.npm(...exec('@yarnpkg/cli-dist@4.18.1'), 'run', 'outbound', '--version'),
  },
};

function exec(manager: string): string[] {
  return ['exec', '--yes', `--package=${manager}`, '--', manager.startsWith('pnpm') ? 'pnpm' : 'yarn'];
}

for (const [manager, { prepare, install, node, command }] of Object.entries(managers)) {
  describe(`the package, installed into an empty project by ${manager}`, () => {
    let project: Project;
    let tarball: string;
    const pinned = (packages: readonly string[]) =>
      packages.map((one) => (one === name ? tarball : `${one}@${temporalVersion}`));
    before(async () => {
      project = await emptyProject();
      ({ tarball } = await pack(project));
      await prepare(project);
    });
    after(() => project.remove());

    it('starts calls with what the README says a backend needs', async () => {
      await install(project, pinned(backend));
      await project.write('backend.cjs', `console.log(typeof require('${name}').OutboundCalls);`);
      assert.equal(lastLine(await node(project, 'backend.cjs')), 'function');
    });

    it('has a command with what a worker needs', async () => {
      await install(project, pinned(worker));
      assert.match(await command(project), /^\d+\.\d+\.\d+/m);
    });

    it('makes a call from CommonJS, from the request to its end, with what a worker and tests need', async () => {
      await install(project, pinned(tests));
      await project.write('call.cjs', call);
      const result: unknown = JSON.parse(lastLine(await node(project, 'call.cjs')));
      assert.deepEqual(result, { outcome: 'reached', dispositions: ['busy', 'answered'], dials: 2 });
    });
  });
}

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
    const call = await calls.start(
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
    return call.result();
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
