import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const root = path.join(__dirname, '..', '..');

/** What an enterprise can use unread: permissive licences, and the MPL for files that are used as they are. */
const allowed = [
  'Apache-2.0',
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'MPL-2.0',
];

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
});

describe('what is installed with the package', () => {
  const { packages } = lockSchema.parse(
    JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')),
  );
  const installed = Object.entries(packages).filter(([name, { dev }]) => name !== '' && !dev);

  it('has licences that allow its use', () => {
    assert.ok(installed.length > 50);
    const others = installed.filter(([, { license }]) => license === undefined || !allowed.includes(license));
    assert.deepEqual(others, []);
  });
});
