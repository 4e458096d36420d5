import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, run } from '../cli/outbound';

describe('the plan in the README', () => {
  it('is what the command prints, and its picture what the command draws', async () => {
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    const [, line = '', shown = ''] = /\n\$ npx outbound (plan .*)\n([^]*?)\n```/.exec(readme) ?? [];
    const args = line.split(' ');
    const picture = args.at(-1) ?? '';
    const folder = await mkdtemp(path.join(tmpdir(), 'plan-'));
    try {
      const drawn = path.join(folder, 'plan.svg');
      const { stdout, stderr } = await run([...args.slice(0, -1), drawn], { TZ: 'Asia/Tokyo' });
      const fix = `Run: node bin/outbound.js ${line}, and put its output into the README.\n${stderr}`;
      assert.equal(stdout.trim(), shown.trim(), fix);
      assert.equal(await readFile(drawn, 'utf8'), await readFile(path.join(root, picture), 'utf8'), fix);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
