import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OutboundCalls } from '../../src/client';
// The built one, as in `./outbound`: it loads a command's module when the command is used.
import { buildProgram } from '../../lib/src/cli/program';
import { readPolicy } from '../../src/cli/policy-file';
import { parseRequest } from '../../src/domain/call/parse-request';
import { localServer } from '../support/shared-servers';
import { request } from '../support/calls';
import { outbound, root, run, type Running } from './outbound';

describe('the outbound command', () => {
  it('has an example in the help of each of its commands', async () => {
    const { commands } = await buildProgram();
    for (const command of commands) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      assert.match(help, new RegExp(`Example:\n  \\$ .*outbound ${command.name()}`));
    }
  });

  it('loads for a command what has it', async () => {
    const { commands } = await buildProgram();
    for (const name of commands.map((command) => command.name())) {
      const only = await buildProgram(name);
      assert.ok(only.commands.some((command) => command.name() === name));
      assert.ok(only.commands.length < commands.length, `all are loaded for ${name}`);
    }
  });

  it('prints the help of a command, and ends with 0', async () => {
    const { code, stdout } = await run(['call', '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /Usage: outbound call/);
  });

  it('exits with 2 after wrong usage, and points to --help', async () => {
    for (const args of [['frobnicate'], ['call'], ['simulator', '--speed', '0']]) {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /--help/);
    }
  });

  it('says where no Temporal server answers, and how to start one', async () => {
    const { code, stderr } = await run(['explain', 'x', '--temporal-address', '127.0.0.1:9']);
    assert.equal(code, 1);
    assert.match(stderr, /No Temporal server answers at 127\.0\.0\.1:9\. Start one/);
  });

  it('says that no worker polls the task queue of a call; a cancellation waits for a worker', async () => {
    const { client, temporalServer } = await localServer();
    const taskQueue = `calls-${randomUUID()}`;
    const calls = new OutboundCalls({ client, taskQueue });
    await calls.start(request('+12065550100'), { workflowId: 'untaken' });
    const at = ['--temporal-address', temporalServer.address];
    for (const [command, code] of [
      ['explain', 3],
      ['show', 3],
      ['pause', 1],
      ['cancel', 0],
    ] as const) {
      const ended = await run([command, 'untaken', ...at]);
      assert.equal(ended.code, code, ended.stderr);
      assert.match(
        ended.stderr,
        new RegExp(`No worker is polling task queue ${taskQueue}[^]*npx outbound worker`),
      );
    }
    await client.workflow.getHandle('untaken').terminate();
  });

  it('dev --once ends by itself, with 1 when the call was not reached', async () => {
    const { code, stdout } = await run(['dev', '--once', '--number', '+12065550103']);
    assert.equal(code, 1, stdout);
    assert.match(stdout, /outcome {4}undialable/);
  });

  it('simulator answers at the address that it prints, until SIGTERM', async () => {
    const simulator = outbound(['simulator', '--speed', '20']);
    const [, url = ''] = await simulator.said(/simulator: (http:\S+)/);
    assert.equal((await fetch(`${url}/_simulator/health`)).status, 200);
    simulator.child.kill('SIGTERM');
    assert.equal((await simulator.finished).code, 0);
  });

  it('temporal, simulator and worker, each by itself, make a call together', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'outbound-'));
    const started: Running[] = [];
    const start = (args: string[]) => {
      const running = outbound(args, { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' }, folder);
      started.push(running);
      return running;
    };
    try {
      const [, address = ''] = await start(['temporal', '--db-file', path.join(folder, 'temporal.db')]).said(
        /Temporal: (127\.0\.0\.1:\d+)/,
      );
      const [, url = ''] = await start(['simulator', '--speed', '50']).said(/simulator: (http:\S+)/);
      await writeFile(path.join(folder, 'temporal.config.mjs'), config(address, url));
      await start(['worker']).said(/Worker on task queue own-queue/);
      await writeFile(
        path.join(folder, 'policy.json'),
        JSON.stringify({
          reachedWhen: 'agent',
          steps: [{ queueId: 'cccccccc-0000-4000-8000-000000000001' }],
        }),
      );
      const call = await run(
        ['call', '+12065550100', '--policy', 'policy.json', '--wait', '--json'],
        {},
        folder,
      );
      assert.equal(call.code, 0, call.stderr);
      assert.equal((JSON.parse(call.stdout) as { outcome: string }).outcome, 'reached');
    } finally {
      await stopAll(started);
      await rm(folder, { recursive: true, force: true });
    }
    for (const { finished } of started) assert.equal((await finished).code, 0, (await finished).stderr);
  });
});

describe('the example policies', () => {
  it('are valid, without a warning', async () => {
    const folder = path.join(root, 'examples');
    const files = (await readdir(folder)).filter((file) => /\.(ya?ml|json|ts)$/.test(file));
    assert.ok(files.length > 0);
    for (const file of files) {
      const policy = await readPolicy(path.join(folder, file));
      const result = parseRequest({
        destinationPhoneNumber: '+12065550100',
        timeZone: 'America/Los_Angeles',
        policy,
      });
      assert.deepEqual(result.ok && result.warnings, [], file);
    }
  });
});

/** Last started, first stopped, whatever becomes of it. */
async function stopAll(started: readonly Running[]): Promise<void> {
  for (const { child, finished } of [...started].reverse()) {
    child.kill('SIGTERM');
    await finished;
  }
}

function config(address: string, endpoint: string): string {
  return `export default ${JSON.stringify({
    temporal: { address, taskQueue: 'own-queue' },
    connect: {
      instanceId: 'aaaaaaaa-0000-4000-8000-000000000001',
      contactFlowId: 'bbbbbbbb-0000-4000-8000-000000000001',
      region: 'us-east-1',
      endpoint,
    },
  })}`;
}
