import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTemporalServer } from '../../src/embedded';
import { createTimeSkippingTestEnvironment } from '../../src/embedded/test-environment';
import { getExecutablesFirst } from './executables';
import { runFixture, type Fixture } from './processes';

getExecutablesFirst();

/**
 * What the first `npm start` or `npm test` on a machine does, with nothing in the cache and the download host out of reach: the real `go
 * install` and the real Maven. Apart from the quick tests, since where Go has not compiled the
 * Temporal CLI before it takes minutes.
 */
describe('on a machine with an empty cache', () => {
  const cacheHome = mkdtempSync(path.join(tmpdir(), 'fresh-cache-'));
  const cache = path.join(cacheHome, 'temporal-amazon-connect');
  const find = () =>
    runFixture('find.ts', [], { XDG_CACHE_HOME: cacheHome, GOCACHE: goCache, PATH: withoutTemporal() });
  // Go keeps its compiled packages under XDG_CACHE_HOME too. Those are not ours, and cost three minutes each time.
  const goCache = execFileSync('go', ['env', 'GOCACHE']).toString().trim();
  let finders: Fixture[];

  before(async () => {
    finders = [find(), find()];
    await Promise.all(finders.map((finder) => finder.exited));
  });
  after(() => {
    rmSync(cacheHome, { recursive: true, force: true });
  });

  it('two processes at once build each server once and find the same', () => {
    const [one = [], two = []] = finders.map(found);
    assert.equal(one.length, 2, finders.map(({ lines }) => lines.join('\n')).join('\n---\n'));
    assert.deepEqual(one, two);
    const built = (pattern: RegExp) =>
      finders.filter(({ lines }) => lines.some((line) => pattern.test(line))).length;
    assert.equal(built(/^building the Temporal CLI/), 1);
    assert.equal(built(/^resolving io\.temporal/), 1);
  });

  it('the cache then holds these two, whole, and no leavings', () => {
    const entries = readdirSync(cache).sort();
    assert.equal(entries.length, 2, entries.join(', '));
    assert.match(entries[0] ?? '', /^temporal-cli-go-/);
    assert.match(entries[1] ?? '', /^test-server-maven-/);
  });

  it('both serve', async () => {
    const [cli = '', testServer = ''] = finders.flatMap(found);
    const server = await startTemporalServer({ executable: cli });
    await server.stop();
    const environment = await createTimeSkippingTestEnvironment({ executable: testServer });
    await environment.teardown();
  });

  it('the next one finds them without building', async () => {
    const next = find();
    await next.exited;
    assert.deepEqual(found(next), finders.flatMap(found).slice(0, 2));
    assert.ok(!next.lines.some((line) => /^(building|resolving|downloading)/.test(line)));
  });

  it('a file that was cut short, as by a full disk, is built again', async () => {
    const [cli = ''] = finders.flatMap(found);
    writeFileSync(cli, 'cut short');
    const next = find();
    await next.exited;
    assert.ok(next.lines.some((line) => line.startsWith('building')));
    const server = await startTemporalServer({ executable: cli });
    await server.stop();
  });
});

function found({ lines }: Fixture): string[] {
  return lines.filter((line) => line.startsWith('found ')).map((line) => line.slice('found '.length));
}

/** A Temporal CLI that the developer has installed would be used, which is not what is tried here. */
function withoutTemporal(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !holdsTemporal(folder)).join(path.delimiter);
}

function holdsTemporal(folder: string): boolean {
  try {
    return readdirSync(folder).includes('temporal');
  } catch {
    return false;
  }
}
