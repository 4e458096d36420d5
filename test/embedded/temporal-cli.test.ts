import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { ExecutableNotFoundError } from '../../src/embedded/find-executable';
import { findTemporalCli } from '../../src/embedded/temporal-cli';
import { CLI_VERSION, emptyMachine, GO, reachable, unreachable, writeScript, type Machine } from './fakes';

describe('findTemporalCli', () => {
  let machine: Machine;
  const find = (executable?: string, download = unreachable) =>
    findTemporalCli({ env: machine.env, report: machine.report, executable }, download);

  beforeEach(() => {
    machine = emptyMachine();
  });
  afterEach(() => {
    machine.discard();
  });

  describe('takes the first that works of', () => {
    it('the configured one, whatever is on PATH', async () => {
      machine.install('temporal', `echo "${CLI_VERSION}"`);
      const configured = writeScript(path.join(machine.folder, 'mine'), `echo "${CLI_VERSION}"`);
      assert.equal(await find(configured), configured);
      machine.env['OUTBOUND_TEMPORAL_CLI'] = configured;
      assert.equal(await find(), configured);
    });

    it('the one on PATH, before it downloads', async () => {
      const onPath = machine.install('temporal', `echo "${CLI_VERSION}"`);
      assert.equal(await find(undefined, reachable), onPath);
    });

    it("the SDK's download, before it builds", async () => {
      machine.install('go', GO);
      const found = await find(undefined, reachable);
      assert.equal(path.dirname(path.dirname(found)), machine.cache);
      assert.deepEqual(machine.linesIn('builds'), []);
    });

    it('go install, where the download host cannot be reached', async () => {
      machine.install('go', GO);
      const found = await find();
      assert.equal(path.dirname(path.dirname(found)), machine.cache);
      assert.deepEqual(machine.linesIn('builds'), ['install github.com/temporalio/cli/cmd/temporal@v1.5.1']);
    });

    it('the cache, once something is in it', async () => {
      machine.install('go', GO);
      const built = await find();
      assert.equal(await find(), built);
      assert.equal(machine.linesIn('builds').length, 1);
      assert.equal(await find(undefined, reachable), built, 'a download is not even tried');
    });
  });

  it('reports each try with its reason', async () => {
    machine.install('go', GO);
    await find();
    const tries = [
      /on PATH: none/,
      /in the cache .*: none/,
      /download: host not reachable/,
      /go install .*1\.29/,
    ];
    for (const expected of tries) {
      assert.ok(
        machine.reports.some((line) => expected.test(line)),
        `${String(expected)} in\n${machine.reports.join('\n')}`,
      );
    }
  });

  it('says all tries, their reasons and what to install when every one failed', async () => {
    machine.install('go', 'echo "no network" >&2; exit 1');
    await assert.rejects(find(), (error) => {
      assert.ok(error instanceof ExecutableNotFoundError);
      for (const expected of [
        'on PATH: none',
        'host not reachable',
        'exit code 1: no network',
        'docs.temporal.io/cli',
      ]) {
        assert.ok(error.message.includes(expected), `"${expected}" in\n${error.message}`);
      }
      return true;
    });
  });

  it('does not pass over a configured one that does not work', async () => {
    machine.install('temporal', `echo "${CLI_VERSION}"`);
    machine.env['OUTBOUND_TEMPORAL_CLI'] = path.join(machine.folder, 'missing');
    await assert.rejects(find(), /configured Temporal CLI can't be used.*missing.*OUTBOUND_TEMPORAL_CLI/s);
  });

  const others: Record<string, string> = {
    'is too old': 'echo "temporal version 1.4.2 (Server 1.28.0, UI 2.39.0)"',
    'is another program': 'echo "temporal 3: tools for temporal logic"',
    'does not run': 'exit 3',
    'was built from source with an old server':
      'echo "temporal version 0.0.0-DEV (Server 1.27.2, UI 2.30.0)"',
  };
  for (const [why, script] of Object.entries(others)) {
    it(`passes over a temporal on PATH that ${why}`, async () => {
      const onPath = machine.install('temporal', script);
      assert.notEqual(await find(undefined, reachable), onPath);
    });
  }

  describe('never uses what is not whole', () => {
    it('such as a build that failed half-way', async () => {
      machine.install('go', `${GO}\nexit 1`);
      await assert.rejects(find());
      assert.deepEqual(entries(), []);
      machine.install('go', GO);
      assert.ok(existsSync(await find()));
    });

    it('such as a build that went through but gave nothing that runs', async () => {
      machine.install('go', 'printf "\\177ELF" > "$GOBIN/temporal"; /bin/chmod +x "$GOBIN/temporal"');
      await assert.rejects(find());
      assert.deepEqual(entries(), []);
    });

    it('such as a cached file that no longer runs, which is replaced', async () => {
      machine.install('go', GO);
      const built = await find();
      writeScript(built, 'exit 1');
      assert.equal(await find(), built);
      assert.equal(machine.linesIn('builds').length, 2);
    });

    const entries = () => readdirSync(machine.cache).filter((name) => !name.endsWith('.lock'));
  });

  it('builds once when two look at the same time: the second waits and uses the build of the first', async () => {
    machine.install('go', `/bin/sleep 1${GO}`);
    const [one, two] = await Promise.all([find(), find()]);
    assert.equal(one, two);
    assert.equal(machine.linesIn('builds').length, 1);
    assert.ok(machine.reports.some((line) => line.startsWith('waiting for another process')));
  });

  it('takes over from a process that died while it built', async () => {
    machine.install('go', GO);
    const lock = path.join(machine.cache, 'temporal.lock');
    mkdirSync(lock, { recursive: true });
    const aMinuteAgo = Date.now() / 1000 - 60;
    utimesSync(lock, aMinuteAgo, aMinuteAgo);
    assert.ok(existsSync(await find()));
  });
});
