import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hostile, outbound, run, type Running } from '../outbound';

describe('outbound dev, whatever the environment says', () => {
  let dev: Running;
  let address: string;
  let to: string[];
  let demonstration: string;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-'));
    dev = outbound(['dev'], hostile);
    await dev.said(/Everything keeps running/);
    address = (await dev.said(/Temporal +(127\.0\.0\.1:\d+)/))[1] ?? '';
    demonstration = (await dev.said(/Call +(demonstration-\w+)/))[1] ?? '';
    to = ['--temporal-address', address];
  });

  after(async () => {
    dev.child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('shows a call that is not answered, then busy, then answered after escalating to another queue', async () => {
    const shown = await run(['show', demonstration, '--json', ...to]);
    assert.equal(shown.code, 0, shown.stderr);
    const status = JSON.parse(shown.stdout) as {
      outcome: string;
      attempts: { step: string; disposition: string }[];
    };
    assert.equal(status.outcome, 'reached');
    assert.deepEqual(
      status.attempts.map(({ step, disposition }) => [step, disposition]),
      [
        ['own-team', 'no-answer'],
        ['own-team', 'busy'],
        ['overflow', 'answered'],
      ],
    );
    await dev.said(/no-answer[^]*busy[^]*answered[^]*outcome {4}reached/);
  });

  it('prints the link to this very workflow, and hints with the address that it really has', async () => {
    const [, link = ''] = await dev.said(/Watch it +(http:\S+)/);
    assert.match(link, new RegExp(`/namespaces/default/workflows/${demonstration}/[0-9a-f-]+/history$`));
    await dev.said(new RegExp(`npx outbound show ${demonstration} --temporal-address ${address}`));
  });

  it('lets a call be made: --wait ends with 0 when the person was reached, and --json prints one document', async () => {
    const policy = await policyFile(folder, 'quick.json', {});
    const { code, stdout } = await run([
      'call',
      '+12065550100',
      '--policy',
      policy,
      '--wait',
      '--json',
      ...to,
    ]);
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { outcome: string }).outcome, 'reached');
  });

  it('--wait ends with 1 when the person was not reached, and shows why on the way', async () => {
    const policy = await policyFile(folder, 'quick.yaml', {});
    const { code, stdout, stderr } = await run(['call', '+12065550102', '--policy', policy, '--wait', ...to]);
    assert.equal(code, 1);
    assert.match(stdout, /exhausted/);
    assert.match(stderr, /busy/);
  });

  it('lets a call be looked at and changed while it waits', async () => {
    const policy = await policyFile(folder, 'patient.ts', { attempts: 2, retryAfter: '1 hour' });
    const id = 'patient';
    assert.equal((await run(['call', '+12065550102', '--policy', policy, '--id', id, ...to])).code, 0);
    const watch = outbound(['show', id, '--watch', ...to]);
    await watch.said(/next .* on step/);
    watch.child.kill();
    const says = async (args: string[], pattern: RegExp) => {
      const { code, stdout, stderr } = await run([...args, ...to]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, pattern);
    };
    await says(['explain', id], /Waiting to make attempt 2[^]*policy waits 1 hour/);
    await says(['pause', id], /Paused|Deciding/);
    await says(['resume', id], /./);
    await says(['reschedule', id, '--not-before', new Date(Date.now() + 7_200_000).toISOString()], /./);
    await says(['explain', id], /Rescheduled: not before/);
    await says(
      [
        'change-policy',
        id,
        '--policy',
        await policyFile(folder, 'other.json', { attempts: 3, retryAfter: '2 hours' }),
      ],
      /./,
    );
    await says(['cancel', id, '--wait'], /patient: cancelled/);
  });

  it('makes a callback after the deadline with --extend, where the policy allows it', async () => {
    const waits = { attempts: 2, retryAfter: '30 minutes' };
    const whole = { callbacks: {}, limits: { deadline: '1 hour' } };
    const policy = await policyFile(folder, 'with-callbacks.json', waits, whole);
    const id = 'with-callbacks';
    assert.equal((await run(['call', '+12065550102', '--policy', policy, '--id', id, ...to])).code, 0);
    const watch = outbound(['show', id, '--watch', ...to]);
    await watch.said(/next .* on step/);
    watch.child.kill();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const reschedule = ['reschedule', id, '--not-before', tomorrow];
    const refused = await run([...reschedule, ...to]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /before the call's deadline[^]*"extend": true/);
    assert.equal((await run([...reschedule, '--extend', ...to])).code, 0);
    const { stdout } = await run(['explain', id, ...to]);
    assert.match(stdout, /Rescheduled with "extend": the person is to be called at /);
    const withNow = await run(['reschedule', id, '--now', '--extend', ...to]);
    assert.match(withNow.stderr, /--extend.*cannot be used with/);
    assert.equal((await run(['cancel', id, '--wait', ...to])).code, 0);
  });

  it('finds everything in order', async () => {
    const [, url = ''] = await dev.said(/Connect +(http:\S+)/);
    const { code, stdout } = await run(['doctor', ...to], {
      AWS_ENDPOINT_URL_CONNECT: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'any',
      AWS_SECRET_ACCESS_KEY: 'any',
    });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /ok +Worker on task queue outbound-calls: polling/);
    assert.match(stdout, /ok +Search attributes: registered/);
    assert.match(stdout, /ok +Contact flow bbbbbbbb\S+ \(settings\): "Greet and transfer", published/);
  });

  for (const [what, args, says] of [
    ['an unknown workflow ID', ['show', 'nobody'], /There is no call "nobody"/],
    [
      'a policy file that is missing',
      ['call', '+12065550100', '--policy', 'nowhere.yaml'],
      /nowhere\.yaml does not exist/,
    ],
    [
      'an instant without an offset',
      ['reschedule', 'x', '--not-before', '2030-01-01T09:00'],
      /ISO 8601 with an offset/,
    ],
  ] as const) {
    it(`says in a sentence what is wrong with ${what}, and ends with 1`, async () => {
      const { code, stdout, stderr } = await run([...args, ...to]);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('names every problem of a request, and starts nothing', async () => {
    const policy = await policyFile(folder, 'wrong.json', { queueId: undefined });
    const args = ['call', '206', '--policy', policy, '--time-zone', 'Mars/Base', '--id', 'wrong', ...to];
    const { code, stderr } = await run(args);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /destinationPhoneNumber: .*E\.164[^]*timeZone: is not a time zone[^]*policy\.steps\[0\]: /,
    );
    assert.match((await run(['show', 'wrong', ...to])).stderr, /There is no call/);
  });

  it('says what to fix when a queue does not exist', async () => {
    const policy = await policyFile(folder, 'no-queue.json', {
      queueId: 'cccccccc-0000-4000-8000-00000000dead',
    });
    const args = ['call', '+12065550100', '--policy', policy, '--id', 'no-queue', '--wait', ...to];
    for (const again of [args, ['show', 'no-queue', '--watch', ...to]]) {
      const { code, stderr } = await run(again);
      assert.equal(code, 1);
      assert.match(stderr, /Queue cccccccc-0000-4000-8000-00000000dead not found[^]*outbound doctor/);
    }
  });

  it('stops everything on Ctrl-C, and leaves nothing running', async () => {
    dev.child.kill('SIGINT');
    assert.equal((await dev.finished).code, 0);
    await assert.rejects(reach(address));
  });
});

async function policyFile(
  folder: string,
  name: string,
  step: Record<string, unknown>,
  whole: Record<string, unknown> = {},
): Promise<string> {
  const policy = {
    reachedWhen: 'agent',
    steps: [{ name: 'own-team', queueId: 'cccccccc-0000-4000-8000-000000000001', retryAfter: 0, ...step }],
    ...whole,
  };
  const file = path.join(folder, name);
  // JSON is YAML, too.
  await writeFile(file, `${name.endsWith('.ts') ? 'export default ' : ''}${JSON.stringify(policy)}`);
  return file;
}

function reach(address: string): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve, reject) => {
    const socket = connectTcp(Number(port), host, () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}
