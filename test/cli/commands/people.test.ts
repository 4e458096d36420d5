import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { buildProgram } from '../../../lib/src/cli/program';
import { simulatedLedger } from '../../../src/testing';
import { request, withCalls } from '../../support/calls';
import { localServer } from '../../support/shared-servers';
import { fillPart, numbersBeside, together } from '../../ledger/support';
import { run } from '../outbound';

const person = '+12065550138';

describe('the do-not-call list, holds and forgetting on the command line', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('opts a number out, prints and reads the list, holds and releases, and forgets', async () => {
    await withCalls({ server: await localServer(), ...together }, async ({ taskQueue, calls }) => {
      const command = await commandIn(folder, { taskQueue, ledger: simulatedLedger });
      const since = '2026-11-23T09:00:00Z';
      const list = path.join(folder, 'list.csv');
      await writeFile(list, `# ours\n+12065550139,${since},asked, twice\n\n+12065550140\n`);
      const imported = await command('opt-out', '--import', list);
      assert.equal(imported.code, 0);
      const place = `namespace default at \\S+, task queue ${taskQueue}`;
      assert.match(imported.stderr, new RegExp(`^2 numbers are on the do-not-call list: ${place}$`, 'm'));
      const added = await command('opt-out', '+1 (206) 555-0138', '--reason', 'on the phone');
      assert.match(added.stderr, /^\+1206•••0138 will no longer be called: namespace default/m);
      for (const words of ['may be called again', 'was not on the do-not-call list']) {
        const removed = await command('opt-out', '--remove', '+12065550140', '--task-queue', taskQueue);
        assert.equal(removed.code, 0, removed.stderr);
        assert.match(removed.stderr, new RegExp(`^\\+1206•••0140 ${words}: ${place}$`, 'm'));
      }
      const exported = await command('opt-out', '--export');
      assert.match(
        exported.stdout,
        /^\+12065550138,\d{4}-\S+Z,on the phone\n\+12065550139,2026-11-23T09:00:00Z,"asked, twice"\n$/,
      );

      await calls.start(request(person), { workflowId: 'opted-out-by-command' });
      assert.equal((await calls.getHandle('opted-out-by-command').result()).outcome, 'opted-out');
      const forgotten = await command('forget', person);
      assert.equal(forgotten.code, 0, forgotten.stderr);
      assert.match(forgotten.stdout, /deleted 1 calls and 1 ledgers[^]*opted-out-by-command/);
      assert.ok(await calls.optOuts.find(person), 'what they opted out of stays');

      const instance = randomUUID();
      const held = await command('hold', '--instance', instance, '--reason', 'a test');
      assert.match(
        held.stdout,
        new RegExp(`On hold on task queue \\S+, instance ${instance} since \\S+: a test`),
      );
      assert.match(
        (await command('release', '--instance', instance)).stdout,
        /^Released on task queue \S+, instance/,
      );
      assert.match((await command('release', '--instance', instance)).stdout, /^There was no hold/);
    });
  });

  it('imports the good lines of a list from another system, and writes the others where they can be corrected', async () => {
    await withCalls({ server: await localServer(), ...together }, async ({ taskQueue, calls }) => {
      const command = await commandIn(folder, { taskQueue, ledger: simulatedLedger });
      const list = path.join(folder, 'crm.csv');
      await writeFile(
        list,
        '\uFEFFName;Phone;Date;Reason\r\nAda;(206) 555-0138;11/23/2026;"asked; twice"\r\nBob;n/a;;\r\n',
      );
      const imported = await command('opt-out', '--import', list, '--country', 'US', '--skip-bad', '--json');
      assert.equal(imported.code, 0, imported.stderr);
      const bad = path.join(folder, 'crm.bad.csv');
      assert.deepEqual(JSON.parse(imported.stdout), { imported: 1, skipped: { lines: 1, file: bad } });
      assert.match(await readFile(bad, 'utf8'), /^Name;Phone;Date;Reason\n# line 3: .+\nBob;n\/a;;\n$/);
      const since = '2026-11-23T00:00:00Z';
      assert.deepEqual(await calls.optOuts.all(), [{ number: person, since, reason: 'asked; twice' }]);

      const exported = path.join(folder, 'exported.csv');
      await writeFile(exported, (await command('opt-out', '--export')).stdout);
      await calls.optOuts.remove(person);
      assert.equal((await command('opt-out', '--import', exported)).code, 0);
      assert.deepEqual(await calls.optOuts.all(), [{ number: person, since, reason: 'asked; twice' }]);
    });
  });

  it('prints the lines of an import that the list has no room for, ready to be imported again', async () => {
    await withCalls({ server: await localServer(), ...together }, async (parts) => {
      const command = await commandIn(folder, { taskQueue: parts.taskQueue, ledger: simulatedLedger });
      await fillPart(parts, person);
      const lines = [person, ...numbersBeside(parts, person, false, 3)].map(
        (number) => `${number},2026-11-23T09:00:00Z,asked\n`,
      );
      const list = path.join(folder, 'too-long.csv');
      await writeFile(list, lines.join(''));
      const imported = await command('opt-out', '--import', list);
      assert.deepEqual([imported.code, imported.stdout], [1, lines[0]]);
      assert.match(imported.stderr, /\+1206•••0138 could not be put on the do-not-call list: .* is full/);
      assert.equal((await parts.calls.optOuts.all()).length, lines.length);
    });
  });

  it('reports an error before any change: no ledger, a bad line, no action', async () => {
    const taskQueue = `calls-${randomUUID()}`;
    const without = await commandIn(folder, { taskQueue });
    const noLedger = await without('opt-out', person);
    assert.equal(noLedger.code, 1);
    assert.match(noLedger.stderr, /There is no ledger[^]*ledger\.keys in temporal\.config\.ts/);

    const command = await commandIn(folder, { taskQueue, ledger: simulatedLedger });
    const list = path.join(folder, 'bad.csv');
    await writeFile(list, '+12065550139\n206 555 0100\n\n+12065550140,soon\n');
    const bad = await command('opt-out', '--import', list);
    assert.match(
      bad.stderr,
      /2 lines of \S+bad\.csv can't be read\. Nothing was imported\..* --skip-bad\. .*--country.*\n {2}line 2: .+\n {2}line 4: .+\n$/,
    );
    await writeFile(list, 'Phone\n206 555 0100\n');
    const none = await command('opt-out', '--import', list, '--skip-bad');
    assert.match(none.stderr, /none of the lines of \S+bad\.csv can be read/i);
    assert.match((await command('opt-out', person, '--skip-bad')).stderr, /belong to --import/);
    assert.match((await command('opt-out', '--import', list, '--country', 'XX')).stderr, /ISO 3166/);
    assert.match((await command('opt-out')).stderr, /Give exactly one of/);
    assert.match((await command('opt-out', person)).stderr, /No worker is polling/);
    const unanswered = await command('forget', person);
    assert.equal(unanswered.code, 1);
    assert.match(unanswered.stderr, /No worker is polling[^]*npx outbound worker/);
  });

  it('refuses a number that is not in E.164, before it connects to a server', async () => {
    const command = await commandIn(folder, { taskQueue: `calls-${randomUUID()}`, ledger: simulatedLedger });
    for (const [number, problem] of [
      ['+4407700900100', /has 0 after \+44, which is dialed only inside the country: leave it out/],
      ['+112065550100', /has 1 after \+1/],
      [
        '\u202a+12065550100\u202c',
        /contains the invisible character U\+202A, the invisible character U\+202C/,
      ],
      ['+12065550100;ext=101', /has an extension, which can't be dialed this way/],
      ['+5215512345678', /has 1 after \+52, which mobiles of Mexico had until 2019/],
    ] as const) {
      for (const args of [
        ['opt-out', number],
        ['opt-out', number, '--remove'],
        ['forget', number],
      ]) {
        const ended = await command(...args);
        assert.equal(ended.code, 1);
        assert.match(ended.stderr, problem);
      }
    }
  });

  for (const flags of [
    ['--import', 'list.csv', '--remove'],
    ['--import', 'list.csv', '--reason', 'asked'],
    ['--import', 'list.csv', '--export'],
    ['--export', '--remove'],
    ['--export', '--reason', 'asked'],
    [person, '--remove', '--reason', 'asked'],
  ]) {
    it(`refuses options that exclude each other: opt-out ${flags.join(' ')}`, () =>
      refused(['opt-out', ...flags], /option '--\w+.*' cannot be used with option '--\w+/));
  }

  it('holds the instance that an ARN names, and warns of one that the settings do not know', async () => {
    const [known, other] = [randomUUID(), randomUUID()];
    const command = await commandIn(folder, {
      taskQueue: `calls-${randomUUID()}`,
      connect: { instances: { [known]: {} } },
    });
    const arn = `arn:aws:connect:us-east-1:111122223333:instance/${known}`;
    const held = await command('hold', '--instance', arn);
    assert.match(held.stdout, new RegExp(`^On hold on task queue \\S+, instance ${known} since`));
    assert.match(
      held.stderr,
      /^Warning: no worker is polling task queue \S+\. If calls run on another one[^\n]*\n$/,
    );
    assert.match(
      (await command('release', '--instance', known)).stdout,
      /^Released on task queue \S+, instance/,
    );

    const unknown = await command('hold', '--instance', other);
    assert.match(unknown.stdout, /^On hold on task queue \S+, instance/);
    assert.match(unknown.stderr, new RegExp(`instance ${other} is not in the settings, which have ${known}`));
  });

  for (const args of [
    ['hold', '--instance', ''],
    ['hold', '--instance', '12345678-1234-1234-1234-12345678901'],
    ['release', '--instance', 'production'],
  ]) {
    it(`does nothing where no instance is named: ${args.join(' ')}`, () =>
      refused(args, /expected the ID of an Amazon Connect instance, such as/));
  }
});

/** It does not even look for a server. */
async function refused(args: readonly string[], message: RegExp): Promise<void> {
  const program = await buildProgram();
  const nowhere = ['--temporal-address', '127.0.0.1:9'];
  for (const command of program.commands) command.configureOutput({ writeErr: () => undefined });
  await assert.rejects(program.parseAsync([...args, ...nowhere], { from: 'user' }), (error) => {
    assert.ok(error instanceof CommanderError);
    assert.match(error.message, message);
    return true;
  });
}

/** The command under such settings. */
async function commandIn(
  folder: string,
  { taskQueue, ...config }: { taskQueue: string; ledger?: object; connect?: object },
) {
  const { temporalServer } = await localServer();
  const settings = { temporal: { address: temporalServer.address, taskQueue }, ...config };
  const file = path.join(folder, `${randomUUID()}.config.mjs`);
  await writeFile(file, `export default ${JSON.stringify(settings)}`);
  return (...args: string[]) => run([...args, '--config', file]);
}
