import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { listedCalls, readRows } from '../../../src/cli/call-list';
import { readPolicy } from '../../../src/cli/policy-file';
import { request } from '../../support/calls';
import { localServer } from '../../support/shared-servers';
import { root, run } from '../outbound';

const { policy } = request('+12065550100');
const defaults = {};
const calls = (csv: string, id = 'december-{custID}') => listedCalls(readRows(csv), { id, policy, defaults });

describe('a list of calls', () => {
  it('is read as spreadsheets write it: separators, quotes, a byte order mark, empty lines', () => {
    for (const csv of [
      'custID,phone,plan\nA1,+12065550100,"gold, yearly"\n',
      '\ufeffcustID;phone;plan\r\n\r\nA1;+12065550100;gold, yearly\r\n',
      'custID\tphone\tplan\nA1\t+12065550100\tgold, yearly',
      '"custID","phone","plan"\n"A1","+12065550100","gold, yearly"\n',
    ]) {
      const [call, ...others] = calls(csv);
      assert.ok(call?.ok, csv);
      assert.equal(others.length, 0);
      assert.equal(call.workflowId, 'december-A1');
      assert.equal(call.request.destinationPhoneNumber, '+12065550100');
      assert.deepEqual(call.request.attributes, { custID: 'A1', plan: 'gold, yearly' });
    }
  });

  it('has numbers as a country writes them, where the command names the country', () => {
    const table = readRows('custID,phone\nA1,(206) 555-0100\n');
    const [read] = listedCalls(table, { id: '{custID}', policy, defaults, country: 'US' });
    assert.ok(read?.ok);
    assert.equal(read.request.destinationPhoneNumber, '+12065550100');
    const [refused] = listedCalls(table, { id: '{custID}', policy, defaults });
    assert.equal(refused?.ok, false);
  });

  it('may be a segment file of Amazon Pinpoint, as the AWS power dialer reads it', () => {
    const [call] = calls(
      'ChannelType,Address,User.UserId,User.UserAttributes.plan,Demographic.Timezone,Location.PostalCode\nVOICE,+12065550100,A1,gold,America/Los_Angeles,98101\n',
      '{User.UserId}',
    );
    assert.ok(call?.ok);
    const { destinationPhoneNumber, timeZone, postcode, attributes } = call.request;
    assert.deepEqual(
      { id: call.workflowId, destinationPhoneNumber, timeZone, postcode, attributes },
      {
        id: 'A1',
        destinationPhoneNumber: '+12065550100',
        timeZone: 'America/Los_Angeles',
        postcode: '98101',
        attributes: { ChannelType: 'VOICE', UserId: 'A1', plan: 'gold' },
      },
    );
  });

  it('is the one of the page for users of the power dialer', async () => {
    const table = readRows(await readFile(path.join(root, 'examples', 'call-list.csv'), 'utf8'));
    const example = await readPolicy(path.join(root, 'examples', 'power-dialer.yaml'));
    const listed = listedCalls(table, { id: 'december-{User.UserId}', policy: example, defaults });
    assert.deepEqual(
      listed.map((one) => (one.ok ? one.workflowId : one.problem)),
      ['december-A0001', 'december-A0002', 'december-A0003'],
    );
  });

  it('does not take the second number of a customer for the first: that row is refused, the others are calls', () => {
    const listed = calls(
      'custID,phone\nA1,+12065550100\nA1,+12065550101\nA2,+12065550102\nA1,+12065550100\n',
    );
    assert.deepEqual(
      listed.map((one) => (one.ok ? one.workflowId : `line ${one.row.line}`)),
      ['december-A1', 'line 3', 'december-A2', 'december-A1'],
    );
    assert.ok(!listed[1]?.ok);
    assert.match(listed[1]?.problem ?? '', /workflow ID of line 2 .* but other content/);
  });

  it('refuses a row without an ID or a possible number, and says where', () => {
    const listed = calls('custID,phone\n,+12065550100\nA2,+1206\nA3,\nA4,+12065550100\n');
    const problems = listed.flatMap((one) => (one.ok ? [] : [`${one.row.line}: ${one.problem}`]));
    assert.equal(problems.length, 3);
    assert.match(problems[0] ?? '', /^2: "custID" is empty/);
    assert.match(problems[1] ?? '', /^3: the number /);
    assert.match(problems[2] ?? '', /^4: the number /);
  });

  it('is refused as a whole when no row can be a call', () => {
    for (const [csv, id, expected] of [
      ['', '{custID}', /is empty/],
      ['custID,mobile\nA1,+12065550100\n', '{custID}', /no column holds phone numbers.*custID, mobile/],
      ['phone,Address\n+1,+1\n', '{phone}', /several columns hold phone numbers: phone, Address/],
      [
        'custID,phone\nA1,+12065550100\n',
        'december',
        /gives every row the same workflow ID.*december-\{custID\}/,
      ],
      [
        'custID,phone\nA1,+12065550100\n',
        '{id}',
        /names the column "id", which the file lacks\. It has: custID, phone/,
      ],
      ['custID,phone\nA1,+12065550100\n', '{phone}', /must not contain phone numbers/],
      ['custID,phone,phone\nA1,+1,+1\n', '{custID}', /two columns named "phone"/],
    ] as const) {
      assert.throws(() => calls(csv, id), expected);
    }
  });
});

describe('outbound call-list', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'call-list-'));
    await writeFile(path.join(folder, 'policy.json'), JSON.stringify(policy));
  });
  after(() => rm(folder, { recursive: true }));

  it('starts nothing while a row is bad; leaves it out with --skip-bad; and repeated, starts no call twice', async () => {
    const { client, temporalServer } = await localServer();
    const taskQueue = `calls-${randomUUID()}`;
    const campaign = randomUUID();
    const config = path.join(folder, 'temporal.config.js');
    await writeFile(config, `module.exports = { temporal: { taskQueue: '${taskQueue}' } };`);
    const list = path.join(folder, 'list.csv');
    await writeFile(list, 'custID,phone\nA1,+12065550100\nA1,+12065550101\nA2,+12065550102\n');
    const command = [
      'call-list',
      list,
      '--policy',
      path.join(folder, 'policy.json'),
      '--id',
      `${campaign}-{custID}`,
    ];
    const connection = ['--config', config, '--temporal-address', temporalServer.address];
    const ids = () => Promise.all([`${campaign}-A1`, `${campaign}-A2`].map((id) => exists(client, id)));

    const refused = await run([...command, ...connection]);
    assert.equal(refused.code, 1, refused.stderr);
    assert.match(refused.stderr, /line 3: has the workflow ID of line 2/);
    assert.match(refused.stdout, /Rows: 3, refused: 1\. Nothing was started/);
    assert.deepEqual(await ids(), [false, false]);

    const bad = path.join(folder, 'bad.csv');
    const skipped = await run([...command, ...connection, '--skip-bad', bad, '--json']);
    assert.equal(skipped.code, 0, skipped.stderr);
    assert.deepEqual(JSON.parse(skipped.stdout), {
      rows: 3,
      started: 2,
      existed: 0,
      refused: 1,
      refusedLines: [3],
    });
    assert.match(
      await readFile(bad, 'utf8'),
      /^custID,phone\n# line 3: has the workflow ID of line 2 .+\nA1,\+12065550101\n$/,
    );
    assert.deepEqual(await ids(), [true, true]);

    await writeFile(list, 'custID,phone\nA1,+12065550100\nA2,+12065550109\nA3,+12065550103\n');
    const repeated = await run([...command, ...connection]);
    assert.equal(repeated.code, 1);
    assert.match(
      repeated.stderr,
      /line 3: A call with the workflow ID .*A2.* already exists with a different request/,
    );
    assert.match(repeated.stdout, /Rows: 3, calls started: 1, calls that existed: 1, rows refused: 1\./);
  });

  it('checks a list without a server', async () => {
    const list = path.join(folder, 'good.csv');
    await writeFile(list, 'custID,phone\nA1,+12065550100\n');
    const { code, stdout, stderr } = await run([
      ...['call-list', list, '--policy', path.join(folder, 'policy.json'), '--id', '{custID}', '--check'],
      ...['--temporal-address', '127.0.0.1:9'],
    ]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Rows: 1, refused: 0\. Nothing was started/);
  });
});

async function exists(client: Client, workflowId: string): Promise<boolean> {
  return client.workflow
    .getHandle(workflowId)
    .describe()
    .then(
      () => true,
      () => false,
    );
}
