import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const root = path.join(__dirname, '..', '..');

const policySchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: z.array(z.string()),
      Resource: z.union([z.string(), z.array(z.string())]),
    }),
  ),
});

const folder = path.join(root, 'deploy', 'iam');
const roles = new Map(
  readdirSync(folder).map((file) => {
    const { Statement } = policySchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    return [path.parse(file).name, Statement] as const;
  }),
);
const actionsOf = (statements: z.output<typeof policySchema>['Statement']) =>
  statements.flatMap(({ Action }) => Action).sort();

describe('the IAM policies in deploy/iam', () => {
  it('together permit every operation that is sent to Amazon Connect and SQS, and none beyond', () => {
    const permitted = new Set([...roles.values()].flatMap(actionsOf));
    assert.deepEqual([...permitted].sort(), [...sentOperations(), searchesByAttribute].sort());
  });

  it('are limited to one account, Region and, where ARNs can say it, instance or queue', () => {
    for (const arn of [...roles.values()].flat().flatMap(({ Resource }) => Resource)) {
      assert.match(
        arn,
        /^arn:aws:(connect:REGION:ACCOUNT:(instance\/INSTANCE(\/[a-z-]+\/\*)?|phone-number\/\*)|sqs:REGION:ACCOUNT:[A-Z_]+)$/,
      );
    }
  });

  it('let only the worker dial, and the doctor change nothing', () => {
    const dialing = [...roles].filter(([, of]) =>
      actionsOf(of).includes('connect:StartOutboundVoiceContact'),
    );
    assert.deepEqual(
      dialing.map(([role]) => role),
      ['worker'],
    );
    for (const action of actionsOf(roles.get('doctor') ?? [])) {
      assert.match(action, /^(connect|sqs):(Describe|List|Get|Search)/);
    }
  });

  it('are explained in docs/iam.md, which says of each permission which roles have it', () => {
    const page = readFileSync(path.join(root, 'docs', 'iam.md'), 'utf8');
    const documented = new Map([...roles.keys()].map((role): [string, string[]] => [role, []]));
    for (const [, permission = '', of = ''] of page.matchAll(/^\| `((?:connect|sqs):\w+)` *\|([^|]*)\|/gm)) {
      for (const [, role = ''] of of.matchAll(/`(\w+)`/g)) documented.get(role)?.push(permission);
    }
    for (const [role, statements] of roles) {
      assert.deepEqual(documented.get(role)?.sort(), actionsOf(statements), role);
    }
  });
});

/** "To use SearchableContactAttributes in a search request, the GetContactAttributes action is required" (API reference, SearchCriteria). */
const searchesByAttribute = 'connect:GetContactAttributes';

/** The commands of the AWS SDK that are made, as permissions: by the code, and by the library that reads the queue. */
function sentOperations(): string[] {
  const code = ['src', 'activities']
    .flatMap((folder) => sources(path.join(root, folder)))
    // What the simulator sends is the event bus's to send, and an embedded queue is nobody's at AWS.
    .filter((file) => !/[\\/](simulator|embedded)[\\/]/.test(file));
  const consumer = path.join(path.dirname(require.resolve('sqs-consumer')), 'consumer.js');
  const operations = [...code, consumer]
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((text) => {
      const service = /@aws-sdk\/client-(connect|sqs)['"]/.exec(text)?.[1];
      const commands = text.matchAll(/\bnew (?:\w+\.)?(\w+?)(?:Batch)?Command\(/g);
      return service ? [...commands].map(([, name = '']) => `${service}:${name}`) : [];
    });
  return [...new Set(operations)].sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));
}
