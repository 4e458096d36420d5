import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { hostile, run } from './outbound';

const at = ['--at', '2026-12-21T15:00:00-08:00'];
const inSeattle = ['--time-zone', 'America/Los_Angeles'];

/** Where clocks were moved in 2026, an instant outside of the hours there, and when the hours open next. */
const moved: [number: string, zone: string, at: string, opens: string][] = [
  ['+16045550100', 'America/Vancouver', '2026-11-23T21:45:00-07:00', '2026-11-24T09:00:00-07:00'],
  ['+15875550100', 'America/Edmonton', '2026-11-30T21:30:00-06:00', '2026-12-01T09:00:00-06:00'],
  ['+212522000100', 'Africa/Casablanca', '2026-12-01T08:05:00+00:00', '2026-12-01T09:00:00+00:00'],
];

const documentSchema = z.strictObject({
  attempts: z.array(
    z.strictObject({
      number: z.int(),
      step: z.string(),
      at: z.iso.datetime(),
      localTime: z.string(),
      reasons: z.array(z.looseObject({ rule: z.string(), text: z.string() })).min(1),
    }),
  ),
  outcome: z.string(),
  reasons: z.array(z.looseObject({ rule: z.string(), text: z.string() })).min(1),
  warnings: z.array(z.string()),
});

describe('outbound plan', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plan-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('plans with policies in JSON, YAML and TypeScript, whatever servers the environment names', async () => {
    const plans = { 'appointment-reminder.yaml': 3, 'incident-on-call.json': 5, 'payment-reminder.ts': 4 };
    const check = async ([file, attempts]: [string, number]) => {
      const { code, stdout, stderr } = await run(
        ['plan', '+12065550100', '--policy', `examples/${file}`, ...inSeattle, ...at, '--json'],
        hostile,
      );
      assert.equal(code, 0, stderr);
      const document = documentSchema.parse(JSON.parse(stdout));
      assert.deepEqual([document.attempts.length, document.outcome], [attempts, 'exhausted']);
    };
    await Promise.all(Object.entries(plans).map(check));
  });

  it('dials nobody outside the hours of their clock, however old the time-zone data of Node is', async () => {
    const policy = path.join(folder, 'hours.json');
    const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
    const weekly = Object.fromEntries(week.map((day) => [day, [['09:00', '21:00']]]));
    const steps = [{ name: 'a', queueId: 'q', attempts: 2, retryAfter: '10 minutes' }];
    const hours = { reachedWhen: 'agent', steps, callingHours: { timeZone: 'recipient', weekly } };
    await writeFile(policy, JSON.stringify(hours));
    const check = async ([number, zone, from, opens]: (typeof moved)[number]) => {
      const options = ['--policy', policy, '--time-zone', zone, '--at', from, '--json'];
      const { code, stdout, stderr } = await run(['plan', number, ...options]);
      assert.equal(code, 0, stderr);
      const { attempts } = documentSchema.parse(JSON.parse(stdout));
      assert.equal(attempts.length, 2);
      assert.ok(
        attempts.every(({ at: due }) => Date.parse(due) >= Date.parse(opens)),
        stdout,
      );
    };
    await Promise.all(moved.map(check));
  });

  it('needs no instance and no flow, takes the end of each attempt in turn, and draws a calendar', async () => {
    const policy = path.join(folder, 'policy.json');
    const holidays = ['US'];
    await writeFile(path.join(folder, 'closed.txt'), '2026-12-22\n');
    await writeFile(
      policy,
      JSON.stringify({
        reachedWhen: 'agent',
        steps: [{ queueId: 'a', attempts: 9, retryAfter: '24 hours' }],
        on: { busy: { retryAfter: '1 hour' } },
        callingHours: { holidays, closedOn: ['closed.txt'] },
      }),
    );
    const picture = path.join(folder, 'plan.svg');
    const { stdout, stderr } = await run([
      ...['plan', '+12065550100', '--policy', policy, '--region', 'US-WA', ...at, '--svg', picture, '--json'],
      ...['--dispositions', 'busy,no-answer,voicemail,answered'],
    ]);
    const { attempts, outcome } = documentSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      attempts.map(({ localTime }) => localTime.slice(0, 20)),
      ['Mon 2026-12-21 15:00', 'Mon 2026-12-21 16:00', 'Wed 2026-12-23 00:00', 'Thu 2026-12-24 00:00'],
    );
    assert.equal(outcome, 'reached');
    assert.match(stderr, /Calendar: /);
    assert.match(await readFile(picture, 'utf8'), /^<svg [^]*4 attempts, then reached[^]*<\/svg>\n$/);
  });

  it('plans a callback for which the policy names an attribute', async () => {
    const policy = path.join(folder, 'callbacks.json');
    const steps = [{ queueId: 'a-queue' }];
    const callbacks = { attribute: 'callbackAt' };
    await writeFile(policy, JSON.stringify({ reachedWhen: 'agent', steps, callbacks }));
    const args = ['plan', '+12065550100', '--policy', policy, ...inSeattle, ...at];
    const { code, stdout } = await run([...args, '--callback', '2026-12-24T15:00']);
    assert.equal(code, 0);
    assert.match(stdout, /2 +Thu 2026-12-24 15:00 .* In attempt 1 the person asked to be called at Thu /);
    const late = await run([...args, '--callback', '2027-12-24T15:00', '--json']);
    const { warnings, attempts } = documentSchema.parse(JSON.parse(late.stdout));
    assert.equal(attempts.length, 1);
    assert.match(warnings.join('\n'), /policy\.callbacks\.within/);
    const unreadable = await run([...args, '--callback', 'Thursday']);
    assert.match(unreadable.stderr, /is not made: the value is not a time in ISO 8601/);
    assert.match((await run([...args, '--callback', ''])).stderr, /--callback needs a time, such as/);
  });

  it('refuses what it can’t plan, and says where: 1 for the request, 2 for an option', async () => {
    const policy = path.join(folder, 'nowhere.yaml');
    await writeFile(
      policy,
      'reachedWhen: agent\nsteps: [{ queueId: a }]\ncallingHours: { timeZone: UTC, holidays: [XX] }\n',
    );
    const ofUs = path.join(folder, 'of-us.yaml');
    await writeFile(ofUs, 'reachedWhen: agent\nsteps: [{ queueId: a }]\nrules: [us-tcpa]\n');
    const meant = await run(['plan', '+6465550123', '--policy', ofUs, '--allowed-countries', 'NZ']);
    assert.equal(meant.code, 0, meant.stderr);
    const refusals: [string[], number, RegExp][] = [
      [
        ['+12065550100', '--policy', policy],
        1,
        /policy\.callingHours\.holidays\[0\]: there are no public holidays for XX/,
      ],
      [
        ['+1 206 555', '--policy', 'examples/incident-on-call.json'],
        1,
        /destinationPhoneNumber: is not a possible phone number/,
      ],
      [
        ['+44 (0)7700 900100', '--policy', 'examples/incident-on-call.json'],
        1,
        /destinationPhoneNumber: has 0 after \+44, which is dialed only inside the country/,
      ],
      [
        ['+6465550123', '--policy', ofUs],
        1,
        /destinationPhoneNumber: is a number of NZ, but policy\.rules are for US, .* lack the country code 1 of US/,
      ],
      [
        ['+6465550123', '--policy', ofUs, '--allowed-countries', 'US,CA'],
        1,
        /is a number of NZ, which is not among allowedCountries \(US, CA\)/,
      ],
      [['+12065550100', '--policy', 'nowhere.yaml'], 1, /does not exist\. Check --policy/],
      [
        ['+12065550100', '--policy', 'examples/incident-on-call.json', '--callback', '2026-12-24T15:00'],
        1,
        /--callback needs a policy that names a contact attribute/,
      ],
      [['+12065550100', '--policy', policy, '--at', '2026-12-21'], 2, /is not an instant\. Write ISO 8601/],
      [
        ['+12065550100', '--policy', policy, '--dispositions', 'busy,maybe'],
        2,
        /"maybe" is not one of: answered,/,
      ],
    ];
    const check = async ([args, code, message]: (typeof refusals)[number]) => {
      const ended = await run(['plan', ...args]);
      assert.deepEqual([ended.code, ended.stdout], [code, '']);
      assert.match(ended.stderr, message);
    };
    await Promise.all(refusals.map(check));
  });
});
