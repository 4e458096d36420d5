import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time';
import { freePorts, lastingPorts } from '../../src/embedded/ports';
import { startTemporalServer, type TemporalServer } from '../../src/embedded/temporal-server';
import { writeScript } from './fakes';
import { listeningAddresses } from './listeners';
import { eventually, isAlive, runFixture } from './processes';

describe('startTemporalServer', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'temporal-server-'));
  const callStatus = defineSearchAttributeKey('OutboundCallStatus', 'KEYWORD');
  let server: TemporalServer;
  let connection: Connection;

  before(async () => {
    server = await startTemporalServer({
      namespace: 'calls',
      searchAttributes: [callStatus, defineSearchAttributeKey('OutboundCallAttempts', 'INT')],
      env: { ...process.env, ...hostileEnvironment(folder) },
    });
    connection = await Connection.connect({ address: server.address });
  });
  after(async () => {
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('is ready when it resolves: a workflow with our search attributes can be started at once', async () => {
    const client = new Client({ connection, namespace: 'calls' });
    const handle = await client.workflow.start('anything', {
      workflowId: 'first',
      taskQueue: 'nobody',
      typedSearchAttributes: [{ key: callStatus, value: 'waiting' }],
    });
    const { typedSearchAttributes } = await handle.describe();
    assert.equal(typedSearchAttributes.get(callStatus), 'waiting');
  });

  it('listens on loopback only, with every port that it has', () => {
    const addresses = listeningAddresses(server.pid);
    assert.ok(addresses.length >= 3, `frontend, UI and metrics in ${addresses.join(' ')}`);
    assert.deepEqual([...new Set(addresses)], ['127.0.0.1']);
  });

  it("uses its options, whatever TEMPORAL_* and Temporal's configuration files say", async () => {
    assert.match(server.address, /^127\.0\.0\.1:\d+$/);
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'calls' });
    assert.equal(namespaceInfo?.name, 'calls');
    assert.doesNotMatch(server.lastOutput(), /level=DEBUG/);
  });

  it('gets no TEMPORAL_* variable, no credential and no key', async () => {
    const executable = writeScript(path.join(folder, 'shows-environment'), 'env; exit 1');
    const secrets = { AWS_SECRET_ACCESS_KEY: 'a secret', LEDGER_KEY: 'a secret', PAYLOAD_KEY: 'a secret' };
    const env = { ...process.env, ...hostileEnvironment(folder), ...secrets };
    await assert.rejects(startTemporalServer({ executable, env }), ({ message }: Error) => {
      assert.match(message, /^HOME=/m);
      assert.doesNotMatch(message, /^TEMPORAL_|a secret/m);
      return true;
    });
  });

  it('serves the Temporal UI', async () => {
    assert.ok(server.uiUrl);
    const page = await fetch(server.uiUrl);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<html/);
  });

  it('has one partition for each task queue, so that a rate limit is one limit', async () => {
    const partitions = await connection.workflowService.listTaskQueuePartitions({
      namespace: 'calls',
      taskQueue: { name: 'dial' },
    });
    assert.equal(partitions.activityTaskQueuePartitions.length, 1);
    assert.equal(partitions.workflowTaskQueuePartitions.length, 1);
  });

  it('fires a timer when it is due, also just after another one', async () => {
    const client = new Client({ connection, namespace: 'calls' });
    const late: number[] = [];
    for (const workflowId of ['soon-1', 'soon-2', 'soon-3', 'soon-4']) {
      const startDelay = 50;
      const options = { workflowId, taskQueue: 'nobody', startDelay };
      const handle = await client.workflow.start('anything', options);
      const [started, fired] = await firstTwoTimes(handle);
      late.push(fired - started - startDelay);
    }
    // Each would be a second late; on a busy machine some may be.
    assert.ok(Math.min(...late.slice(1)) < 500, `late by ${late.join(', ')} ms`);
  });

  it('refuses a port that another server has, instead of taking that one for its own', async () => {
    await assert.rejects(
      startTemporalServer({ port: Number(server.address.split(':')[1]) }),
      /Port \d+ is in use/,
    );
  });

  it('is never one that another process started at the same port at the same moment', async () => {
    const [port] = await lastingPorts(1);
    // With a file of its own a server looks for its port some time before it takes it.
    const starts = ['a.db', 'b.db', undefined].map((file) =>
      startTemporalServer({ port, ui: false, ...(file ? { dbFile: path.join(folder, file) } : {}) }),
    );
    const started = (await Promise.allSettled(starts)).flatMap((start) =>
      start.status === 'fulfilled' ? [start.value] : [],
    );
    await Promise.all(started.map((server) => server.stop()));
    assert.equal(started.length, 1);
  });

  it('takes free ports where the well-known ones are taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => {
      // Another process may already use it.
      squatter.once('error', () => {
        resolve();
      });
      squatter.listen(7233, '127.0.0.1', resolve);
    });
    const another = await startTemporalServer({ preferWellKnownPorts: true, ui: false });
    assert.notEqual(another.address, '127.0.0.1:7233');
    assert.equal(another.uiUrl, undefined);
    await another.stop();
    assert.ok(!isAlive(another.pid));
    squatter.close();
  });

  it('keeps its workflows over a SIGKILL, restarted on the same file and port', async () => {
    const [port, uiPort] = await lastingPorts(2);
    const options = { port, uiPort, dbFile: path.join(folder, 'kept.db'), searchAttributes: [callStatus] };
    const first = await startTemporalServer(options);
    await withClient(first, (client) =>
      client.workflow.start('anything', { workflowId: 'kept', taskQueue: 'nobody' }),
    );
    first.kill();
    assert.deepEqual(await first.exited, { code: null, signal: 'SIGKILL' });

    const second = await startTemporalServer(options);
    assert.equal(second.address, first.address);
    const { status } = await withClient(second, (client) => client.workflow.getHandle('kept').describe());
    assert.equal(status.name, 'RUNNING');
    await second.stop();
    assert.deepEqual(
      await second.exited,
      { code: 0, signal: null },
      'it was given the time to close its file',
    );
  });

  it('says what the server said when it cannot start', async () => {
    await assert.rejects(
      startTemporalServer({ dbFile: path.join(folder, 'missing', 'file.db') }),
      /did not start: it ended with exit code 1\. Its last output:\n.*missing/s,
    );
  });

  it('tries other ports when one that was free is taken before the server has it', async () => {
    const unlucky = writeScript(
      path.join(folder, 'unlucky'),
      `echo try >> ${folder}/tries; echo "can't set frontend port 1: address already in use" >&2; exit 1`,
    );
    const reports: string[] = [];
    const start = startTemporalServer({ executable: unlucky, report: (line) => reports.push(line) });
    await assert.rejects(start, /address already in use/);
    assert.equal(reports.filter((line) => line.includes('Starting again')).length, 2);
  });

  it('starts again where the server crashes, also on a given port, and says with what it crashed', async () => {
    const [port] = await freePorts(1);
    const crashing = writeScript(
      path.join(folder, 'crashing'),
      `echo "panic: a bad day" >&2; for i in $(seq 2000); do echo "frame $i" >&2; done; exit 2`,
    );
    const reports: string[] = [];
    const report = (line: string) => reports.push(line);
    await assert.rejects(
      startTemporalServer({ executable: crashing, port, ui: false, report }),
      /panic: a bad day/,
    );
    assert.equal(reports.filter((line) => line.includes('panic: a bad day')).length, 2);
  });

  it('does not outlive the process that started it, even one that is killed', async () => {
    const parent = runFixture('start-server.ts', [path.join(folder, 'orphan.db')]);
    const pid = Number((await parent.line(/^pid (\d+)/))[1]);
    assert.ok(isAlive(pid));
    process.kill(parent.pid, 'SIGKILL');
    await eventually('the server is gone', () => !isAlive(pid));
  });
});

async function withClient<T>(server: TemporalServer, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection, namespace: server.namespace }));
  } finally {
    await connection.close();
  }
}

/** Milliseconds, by the server's clock: when a workflow was started, and when its first task was there. */
async function firstTwoTimes(workflow: WorkflowHandle): Promise<[number, number]> {
  for (;;) {
    const { events = [] } = await workflow.fetchHistory();
    const [started, task] = (events ?? []).map(({ eventTime }) => tsToMs(eventTime));
    if (started !== undefined && task !== undefined) return [started, task];
  }
}

/** Everything by which a Temporal CLI can be led elsewhere: both kinds of configuration file, and the variables. */
function hostileEnvironment(folder: string): NodeJS.ProcessEnv {
  const settings = path.join(folder, '.config', 'temporalio');
  mkdirSync(settings, { recursive: true });
  const flags = [
    'ip: 0.0.0.0',
    'ui-ip: 0.0.0.0',
    'db-filename: /nonexistent/db',
    'headless: "true"',
    'log-level: debug',
  ];
  writeFileSync(
    path.join(settings, 'temporal.yaml'),
    `env:\n  default:\n${flags.map((flag) => `    ${flag}\n`).join('')}`,
  );
  const profile = '[profile.default]\naddress = "203.0.113.1:7233"\nnamespace = "elsewhere"\n';
  writeFileSync(path.join(settings, 'temporal.toml'), profile);
  return {
    HOME: folder,
    XDG_CONFIG_HOME: path.join(folder, '.config'),
    TEMPORAL_ADDRESS: '203.0.113.1:7233',
    TEMPORAL_NAMESPACE: 'elsewhere',
    TEMPORAL_TLS: 'true',
    TEMPORAL_API_KEY: 'secret',
    TEMPORAL_PROFILE: 'elsewhere',
    TEMPORAL_CONFIG_FILE: path.join(folder, 'missing.toml'),
    TEMPORAL_ENV: 'default',
    TEMPORAL_LOG_LEVEL: 'debug',
    http_proxy: 'http://203.0.113.1:3128',
  };
}
