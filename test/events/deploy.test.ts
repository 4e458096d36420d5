import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StartTaskContactCommand } from '@aws-sdk/client-connect';
import { z } from 'zod';
import { parseMessage } from '../../src/events/parse-message';
import { simulatedInstance } from '../../src/simulator';
import { pythonTimeoutMs, pythonWithAws } from '../conformance/python';
import { runPython } from '../conformance/support';
import { Phones } from '../simulator/support';
import { matchingEvents } from '../support/event-ruler';
import { needsEventRuler } from '../support/with-java';
import { memberOf, templateFile, templateWith } from './template';

describe('the template of contact events in deploy/', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'template-'));
  });
  after(() => rm(folder, { recursive: true }));

  describe('in the eyes of cfn-lint', () => {
    let python: string;
    before(async function () {
      this.timeout(pythonTimeoutMs);
      python = await pythonWithAws(this);
    });
    const lint = (file: string) =>
      runPython(python, [
        '-c',
        'import sys; from cfnlint.runner import main; sys.exit(main())',
        ...['--include-checks', 'I', '--', file],
      ]);

    it('is right, down to its advice', async () => {
      assert.equal(await lint(templateFile), '');
    });

    for (const [what, from, to] of [
      ['names a resource that there is not', '!GetAtt Queue.Arn', '!GetAtt Line.Arn'],
      ['has a property that there is not', 'VisibilityTimeout: 30', 'VisibleTimeout: 30'],
      ['has a value out of range', 'MessageRetentionPeriod: 259200', 'MessageRetentionPeriod: 2592000'],
    ] as const) {
      it(`would be wrong if it ${what}`, async () => {
        const file = path.join(folder, 'broken.yaml');
        await writeFile(file, (await readFile(templateFile, 'utf8')).replace(from, to));
        await assert.rejects(lint(file), ({ stdout }: { stdout: string }) => /^E\d{4} /m.test(stdout));
      });
    }
  });

  describe('in the eyes of the Event Ruler', () => {
    before(needsEventRuler);

    it('lets through just the events that are handled, however they are written, and of one instance', async () => {
      const events = [...(await eventsOfACall(folder)), ...(await eventsOfACall(folder, 'with quirks'))];
      const handled = events.map((event) => parsed(event) === 'terminal-event');
      assert.deepEqual([events.length, handled.filter(Boolean).length], [24, 4]);
      for (const [InstanceId, expected] of [
        [simulatedInstance.instanceId, handled],
        ['dddddddd-0000-4000-8000-000000000001', handled.map(() => false)],
      ] as const) {
        assert.deepEqual(await matchingEvents(patternWith({ InstanceId }), events), expected);
      }
      const live = events.map((event) => parsed(event).endsWith('event'));
      assert.equal(live.filter(Boolean).length, 8);
      const pattern = patternWith({ ...ours, HangUpOrphans: 'true' });
      assert.deepEqual(await matchingEvents(pattern, events), live);
    });

    it('lets them through under each name of the product, and no other events of it', async () => {
      const [event] = (await eventsOfACall(folder)).filter((one) => parsed(one) === 'terminal-event');
      for (const [type, matches] of [
        ['Amazon Connect Contact Event', true],
        ['Amazon Connect Customer Contact Event', true],
        ['Connect Customer Contact Event', true],
        ['Contact Lens Post Call Rules Matched', false],
      ] as const) {
        const renamed = { ...z.looseObject({}).parse(event), 'detail-type': type };
        assert.deepEqual(await matchingEvents(patternWith(ours), [renamed]), [matches], type);
      }
    });
  });

  it('lets only the rule send, and the role of the pipe where there is one', () => {
    for (const [ContactRecordStreamArn, senders] of [
      ['', { 'aws:SourceArn': { 'Fn::GetAtt': 'CallHasEnded.Arn' } }],
      [
        'arn:aws:kinesis:us-east-1:111122223333:stream/records',
        {
          'aws:SourceArn': { 'Fn::GetAtt': 'CallHasEnded.Arn' },
          'aws:PrincipalArn': { 'Fn::GetAtt': 'ContactRecordsRole.Arn' },
        },
      ],
    ] as const) {
      const statements = z
        .array(z.looseObject({ Effect: z.string() }))
        .parse(
          memberOf(
            templateWith({ ContactRecordStreamArn }),
            ...['Resources', 'OnlyThatRuleSends', 'Properties', 'PolicyDocument', 'Statement'],
          ),
        );
      // All conditions of a statement must hold for it to deny.
      assert.deepEqual(
        statements
          .filter(({ Effect }) => Effect === 'Deny')
          .map(({ Action, Condition }) => [Action, Condition]),
        [
          ['sqs:SendMessage', { ArnNotEquals: senders }],
          ['sqs:*', { Bool: { 'aws:SecureTransport': 'false' } }],
        ],
      );
    }
  });

  it('permits to hang up where orphans are hung up', () => {
    const consumer = memberOf(templateWith({ HangUpOrphans: 'true' }), 'Resources', 'Consumer');
    assert.match(JSON.stringify(consumer), /\["connect:DescribeContact","connect:StopContact"\]/);
  });

  it('permits the consumer what it sends, and nothing else', () => {
    const statements = z
      .array(z.object({ Action: z.array(z.string()), Resource: z.unknown() }))
      .parse(
        memberOf(
          templateWith({ InstanceId: 'i', KmsKeyArn: '' }),
          ...['Resources', 'Consumer', 'Properties', 'PolicyDocument', 'Statement'],
        ),
      );
    assert.deepEqual(
      statements.flatMap(({ Action, Resource }) =>
        Action.map((action) => [action, JSON.stringify(Resource)]),
      ),
      [
        ['sqs:ReceiveMessage', '{"Fn::GetAtt":"Queue.Arn"}'],
        ['sqs:DeleteMessage', '{"Fn::GetAtt":"Queue.Arn"}'],
        ['sqs:ChangeMessageVisibility', '{"Fn::GetAtt":"Queue.Arn"}'],
        ['sqs:SendMessage', '{"Fn::GetAtt":"DeadLetterQueue.Arn"}'],
        [
          'connect:DescribeContact',
          '"arn:${AWS::Partition}:connect:${AWS::Region}:${AWS::AccountId}:instance/i/contact/*"',
        ],
      ],
    );
  });
});

const ours = { InstanceId: simulatedInstance.instanceId };

/** What the only content of a message is. */
function parsed(event: unknown): string {
  const [content, ...more] = parseMessage(JSON.stringify(event));
  assert.deepEqual(more, []);
  return content?.is ?? '';
}

function patternWith(parameters: Readonly<Record<string, string>>): unknown {
  return memberOf(templateWith(parameters), ...['Resources', 'CallHasEnded', 'Properties', 'EventPattern']);
}

/** The six events of a call and the six of a task, both started by the API. */
async function eventsOfACall(folder: string, quirks?: 'with quirks'): Promise<unknown[]> {
  const file = path.join(folder, `events${quirks ?? ''}.jsonl`);
  const phones = new Phones();
  await phones.open({
    events: {
      target: { kind: 'file', path: file },
      pollIntervalMs: 3_600_000,
      quirks: quirks ? ['title-case-channel', 'pascal-case-members', 'epoch-for-unset'] : [],
    },
  });
  try {
    await phones.dial();
    const { instanceId, contactFlowId } = simulatedInstance;
    await phones.client.send(
      new StartTaskContactCommand({
        InstanceId: instanceId,
        ContactFlowId: contactFlowId,
        Name: 'Call back',
      }),
    );
    phones.pass(3600);
    await phones.simulator.deliverEvents();
  } finally {
    await phones.close();
  }
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line): unknown => JSON.parse(line));
}
