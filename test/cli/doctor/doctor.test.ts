import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startSimulator, type SeedInput, type Simulator } from '../../../src/simulator';
import { randomKey } from '../../support/random-key';
import { localServer } from '../../support/shared-servers';
import { run } from '../outbound';

const instanceId = 'care';

/** For each kind of thing one that works, and one for each fault. */
const seed: SeedInput = {
  instances: [
    {
      instanceId,
      contactFlows: [
        { contactFlowId: 'greet', name: 'Greet' },
        { contactFlowId: 'draft', name: 'Draft', status: 'SAVED' },
        { contactFlowId: 'retired', name: 'Retired', state: 'ARCHIVED' },
        { contactFlowId: 'hold', name: 'Hold music', type: 'CUSTOMER_HOLD' },
      ],
      queues: [
        { queueId: 'team', name: 'Team', outboundNumber: '+12065550190', hoursOfOperationId: 'weekdays' },
        {
          queueId: 'closed',
          name: 'Closed',
          outboundNumber: '+12065550190',
          hoursOfOperationId: 'never',
          status: 'DISABLED',
        },
        { queueId: 'nameless', name: 'Nameless', hoursOfOperationId: 'weekdays' },
        {
          queueId: 'hasty',
          name: 'Hasty',
          outboundNumber: '+12065550191',
          hoursOfOperationId: 'weekdays',
        },
      ],
      hoursOfOperations: [
        {
          hoursOfOperationId: 'weekdays',
          name: 'Weekdays',
          timeZone: 'America/Los_Angeles',
          config: [{ day: 'MONDAY', start: '09:00', end: '17:00' }],
        },
        {
          hoursOfOperationId: 'mondays',
          name: 'Mondays',
          timeZone: 'America/Los_Angeles',
          config: [{ day: 'MONDAY', start: '09:00', end: '17:00' }],
        },
        { hoursOfOperationId: 'never', name: 'Never', timeZone: 'America/Los_Angeles', config: [] },
      ],
      phoneNumbers: [
        { phoneNumberId: 'own', phoneNumber: '+12065550190', countryCode: 'US' },
        { phoneNumberId: 'new', phoneNumber: '+12065550191', countryCode: 'US', status: 'IN_PROGRESS' },
        { phoneNumberId: 'free', phoneNumber: '+18005550199', countryCode: 'US', type: 'TOLL_FREE' },
      ],
    },
  ],
};

const bad = {
  reachedWhen: 'agent',
  callingHours: { timeZone: 'UTC', hoursOfOperationId: 'nowhere' },
  contactFlowId: 'draft',
  steps: [
    { name: 'closed', queueId: 'closed', contactFlowId: 'retired' },
    { name: 'nameless', queueId: 'nameless', contactFlowId: 'hold' },
    { name: 'hasty', queueId: 'hasty' },
    { name: 'gone', queueId: 'gone', contactFlowId: 'lost' },
    { name: 'abroad', sourcePhoneNumber: '+18005550199', destinationPhoneNumber: '+33123456789' },
    { name: 'unclaimed', sourcePhoneNumber: '+12065550100' },
  ],
};
const good = {
  reachedWhen: 'agent',
  callingHours: { timeZone: 'UTC', hoursOfOperationId: 'mondays' },
  contactFlowId: 'greet',
  steps: [
    { name: 'team', queueId: 'team' },
    { name: 'own-number', sourcePhoneNumber: '+12065550190' },
  ],
};

const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
/** No provider finds credentials, and none calls a server. */
const noCredentials = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: 'no-such-profile',
  AWS_EC2_METADATA_DISABLED: 'true',
};

describe('outbound doctor, of Amazon Connect', () => {
  let simulator: Simulator;
  let folder: string;
  let temporal: string;

  before(async () => {
    temporal = (await localServer()).temporalServer.address;
    simulator = await startSimulator({ seed });
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-'));
    await write('temporal.config.mjs', { connect: { instanceId } });
    await write('bare.config.mjs', {});
    await write('good.yaml', good);
    await write('bad.yaml', bad);
  });
  afterEach(() => {
    simulator.reset();
  });
  after(async () => {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('accepts a working instance although Temporal is unreachable', async () => {
    const { code, found } = await doctor(['--policy', 'good.yaml', '--temporal-address', '127.0.0.1:9']);
    assert.equal(code, 1);
    assert.deepEqual(
      found
        .filter(
          ({ verdict, what }) => verdict !== 'ok' && !/^(Temporal (CLI|test server)|Time zones)/.test(what),
        )
        .map(what),
      // The settings of the test have no guard.
      ['Guard', 'Temporal server'],
    );
    assert.match(
      found.find((one) => one.what === 'Time zones')?.says ?? '',
      new RegExp(`^tz ${process.versions['tz'] ?? ''}\\b`),
    );
    for (const expected of [
      `Instance ${instanceId}`,
      'Contact flow greet (good.yaml: team, good.yaml: own-number)',
      'Queue team (good.yaml: team)',
      'Number +12065550190 (good.yaml: own-number, queue team)',
      'Hours of operation weekdays (queue team)',
      'Hours of operation mondays (good.yaml)',
      'Hours of operation mondays (good.yaml), with overrides',
    ])
      assert.ok(found.map(what).includes(expected), expected);
  });

  it("compares how long the namespace keeps ended calls with the policies' deadlines and the ledger", async () => {
    const retention = async (...args: string[]) => {
      const { found } = await doctor(['--policy', 'good.yaml', ...args]);
      return found.find((one) => one.what === 'Retention of namespace default');
    };
    const short = await retention();
    assert.equal(short?.verdict, 'warning');
    assert.match(short.says, /kept for 1 day, .*\(good\.yaml: 7 days\)/);
    assert.match(short.fix ?? '', /ledger\.keys.*--namespace default --retention 7d/);

    const ledger = { keys: [randomKey()] };
    await write('with-ledger.config.mjs', { connect: { instanceId }, ledger });
    const remembered = await retention('--config', 'with-ledger.config.mjs');
    assert.equal(remembered?.verdict, 'ok');
    assert.match(remembered.says, /remembered by the ledger for 90 days/);
  });

  it('finds everything that makes a call fail, and says how to fix it', async () => {
    const { code, found } = await doctor(['--policy', 'good.yaml', 'bad.yaml']);
    assert.equal(code, 1);
    for (const [thing, verdict, says] of [
      ['Contact flow draft', 'wrong', /never published/],
      ['Contact flow retired', 'wrong', /archived/],
      ['Contact flow hold', 'wrong', /CUSTOMER_HOLD/],
      ['Contact flow lost', 'wrong', /not found/],
      ['Queue closed', 'wrong', /disabled/],
      ['Queue nameless', 'wrong', /no outbound caller ID/],
      ['Queue gone', 'wrong', /not found/],
      ['Number +12065550191', 'wrong', /still being claimed/],
      ['Number +12065550100', 'wrong', /not claimed/],
      ['Number +18005550199', 'warning', /calls FR/],
      ['Hours of operation never', 'warning', /never opens/],
      ['Hours of operation nowhere', 'wrong', /not found/],
      ['Queue team', 'ok', /enabled/],
    ] as const) {
      const finding = found.find((one) => one.what.startsWith(`${thing} (`));
      assert.equal(finding?.verdict, verdict, thing);
      assert.match(finding.says, says);
      assert.equal(finding.fix === undefined, verdict === 'ok', thing);
    }
  });

  it('names a missing permission and continues', async () => {
    simulator.fault({
      operation: 'DescribeQueue',
      kind: 'error',
      code: 'AccessDeniedException',
      status: 403,
    });
    const { found } = await doctor(['--policy', 'good.yaml']);
    const queue = found.find((one) => one.what.startsWith('Queue team'));
    assert.equal(queue?.verdict, 'wrong');
    assert.match(queue.says, /connect:DescribeQueue is not permitted/);
    assert.match(queue.fix ?? '', /docs\/iam\.md/);
    assert.ok(found.some((one) => one.what.startsWith('Contact flow greet') && one.verdict === 'ok'));
  });

  it('retries a throttled request', async () => {
    simulator.fault({ operation: 'DescribeQueue', kind: 'throttle' });
    const { found } = await doctor(['--policy', 'good.yaml']);
    assert.equal(found.find((one) => one.what.startsWith('Queue team'))?.verdict, 'ok');
  });

  it('sends requests no faster than the quota', async () => {
    const flows = Array.from({ length: 8 }, (_, index) => ({
      name: `s${index}`,
      queueId: 'team',
      contactFlowId: `f${index}`,
    }));
    await write('many.yaml', { ...good, steps: flows });
    await doctor(['--policy', 'many.yaml']);
    const { DescribeContactFlow: counts } = simulator.requests();
    assert.deepEqual([counts?.throttled, counts?.refused], [0, 8]);
  });

  it('reports an instance that does not exist', async () => {
    await write('elsewhere.yaml', { ...good, instanceId: 'elsewhere' });
    const { found } = await doctor(['--policy', 'elsewhere.yaml']);
    const instance = found.find((one) => one.what === 'Instance elsewhere');
    assert.equal(instance?.verdict, 'wrong');
    assert.match(instance.fix ?? '', /instanceId.*Region.*account/);
  });

  it('reports an invalid policy and checks the others', async () => {
    await write('wrong.yaml', { ...good, steps: [] });
    const { found } = await doctor(['--policy', 'wrong.yaml', 'nowhere.yaml', 'good.yaml']);
    const says = (name: string) => found.find((one) => one.what === `Policy ${name}`)?.says ?? '';
    assert.match(says('wrong.yaml'), /steps: give at least one step/);
    assert.match(says('nowhere.yaml'), /does not exist/);
    assert.ok(found.some((one) => one.what.startsWith('Queue team')));
  });

  it('says how to configure an instance when none is configured', async () => {
    const { found } = await doctor(['--config', 'bare.config.mjs']);
    const [finding] = found.filter(({ what }) => what === 'Amazon Connect');
    assert.equal(finding?.verdict, 'warning');
    assert.match(finding.fix ?? '', /connect\.instanceId.*--policy/);
  });

  for (const [thing, env, says, fix] of [
    ['AWS credentials', noCredentials, /CredentialsProviderError/, /AWS_PROFILE/],
    ['AWS Region', { ...credentials, AWS_REGION: 'no region' }, /no region/, /AWS_REGION/],
    [
      'Amazon Connect endpoint',
      { ...credentials, AWS_ENDPOINT_URL_CONNECT: 'http://127.0.0.1:9' },
      /127\.0\.0\.1:9 does not answer/,
      /AWS_ENDPOINT_URL_CONNECT/,
    ],
  ] as const) {
    it(`says what is wrong with the ${thing}`, async () => {
      const { code, found } = await doctor([], env);
      assert.equal(code, 1);
      const finding = found.find((one) => one.what === thing);
      assert.equal(finding?.verdict, 'wrong');
      assert.match(finding.says, says);
      assert.match(finding.fix ?? '', fix);
    });
  }

  async function write(file: string, content: unknown): Promise<void> {
    const text = JSON.stringify(content);
    await writeFile(path.join(folder, file), file.endsWith('.mjs') ? `export default ${text}` : text);
  }

  /** As a user runs it; `--json` prints one document and nothing else. */
  async function doctor(args: readonly string[], env: Record<string, string> = credentials) {
    const to = { AWS_ENDPOINT_URL_CONNECT: simulator.url, TEMPORAL_ADDRESS: temporal, ...env };
    const { code, stdout } = await run(['doctor', '--json', ...args], to, folder);
    return { code, found: findingsSchema.parse(JSON.parse(stdout)) };
  }
});

const findingsSchema = z.array(
  z.strictObject({
    what: z.string(),
    verdict: z.enum(['ok', 'warning', 'wrong']),
    says: z.string(),
    fix: z.string().optional(),
  }),
);

function what(finding: { what: string }): string {
  return finding.what;
}
