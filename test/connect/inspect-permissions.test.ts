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

describe('the IAM policy in deploy/', () => {
  const { Statement: statements } = policySchema.parse(
    JSON.parse(readFileSync(path.join(root, 'deploy', 'iam-policy.json'), 'utf8')),
  );
  const permitted = statements.flatMap(({ Action }) => Action);

  it('permits every operation that is sent to Amazon Connect and SQS, and none beyond', () => {
    assert.deepEqual([...permitted].sort(), [...sentOperations(), searchesByAttribute].sort());
  });

  it('is limited to one account, Region and, where ARNs can say it, instance or queue', () => {
    for (const arn of statements.flatMap(({ Resource }) => Resource)) {
      assert.match(
        arn,
        /^arn:aws:(connect:REGION:ACCOUNT:(instance\/INSTANCE(\/[a-z-]+\/\*)?|phone-number\/\*)|sqs:REGION:ACCOUNT:[A-Z_]+)$/,
      );
    }
  });

  it('is explained, permission by permission, in docs/iam.md', () => {
    const rows = readFileSync(path.join(root, 'docs', 'iam.md'), 'utf8').matchAll(
      /^\| `((?:connect|sqs):\w+)`/gm,
    );
    assert.deepEqual([...rows].map(([, permission]) => permission).sort(), [...permitted].sort());
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
