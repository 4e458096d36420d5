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

  it('permits every operation that is sent to Amazon Connect, and none beyond', () => {
    assert.deepEqual([...permitted].sort(), sentOperations());
  });

  it('is limited to one account, Region and, where ARNs can say it, instance', () => {
    for (const arn of statements.flatMap(({ Resource }) => Resource)) {
      assert.match(
        arn,
        /^arn:aws:connect:REGION:ACCOUNT:(instance\/INSTANCE\/[a-z-]+\/\*|phone-number\/\*)$/,
      );
    }
  });

  it('is explained, permission by permission, in docs/iam.md', () => {
    const rows = readFileSync(path.join(root, 'docs', 'iam.md'), 'utf8').matchAll(/^\| `(connect:\w+)`/gm);
    assert.deepEqual([...rows].map(([, permission]) => permission).sort(), [...permitted].sort());
  });
});

/** The commands of the AWS SDK which the code makes, as permissions. */
function sentOperations(): string[] {
  const operations = ['src', 'activities']
    .flatMap((folder) => sources(path.join(root, folder)))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes("'@aws-sdk/client-connect'"))
    .flatMap((text) => [...text.matchAll(/\bnew (\w+)Command\(/g)].map(([, name = '']) => name));
  return [...new Set(operations)].map((name) => `connect:${name}`).sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));
}
