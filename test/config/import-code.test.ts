import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { importCode } from '../../src/config/import-code';
import { whyUnsafe } from '../../src/config/unsafe-file';

describe('settings and policies that are code', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'code-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('leave nothing compiled in the temporary folder, which other users share', async () => {
    const [shared, file] = [path.join(folder, 'tmp'), path.join(folder, 'secret.ts')];
    await mkdir(shared);
    await writeFile(file, `export default { key: 'a secret' as string };`);
    const script = `
      import { importCode } from ${JSON.stringify(require.resolve('../../src/config/import-code'))};
      importCode(${JSON.stringify(file)}).then((found) => console.log(JSON.stringify(found)));`;
    await writeFile(path.join(folder, 'run.cts'), script);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--require', require.resolve('tsx/cjs'), path.join(folder, 'run.cts')],
      // tsx itself keeps what it compiles there.
      { env: { PATH: process.env['PATH'], TMPDIR: shared, TSX_DISABLE_CACHE: '1' } },
    );
    assert.deepEqual(JSON.parse(stdout), { key: 'a secret' });
    assert.deepEqual(
      (await readdir(shared)).filter((name) => !name.startsWith('tsx-')),
      [],
    );
  });

  it('are refused when every user may write the file or its folder, and run when only the owner can', async () => {
    const file = path.join(folder, 'settings.mjs');
    await writeFile(file, 'export default 1;');
    await chmod(file, 0o666);
    await assert.rejects(importCode(file), /Every user may write the file\. Run: chmod o-w/);
    await chmod(file, 0o664);
    await chmod(folder, 0o777);
    await assert.rejects(importCode(file), /Every user may replace files in its folder/);
    await chmod(folder, 0o1777);
    assert.equal(await importCode(file), 1);
    await chmod(folder, 0o755);
    assert.equal(await importCode(file), 1);
  });
});

describe('a file that is run', () => {
  const [root, me, other] = [0, 1000, 1001];

  it('may belong to this user, to root or to the owner of its folder', () => {
    for (const [owner, folderOwner] of [
      [me, me],
      [root, root],
      [me, root],
      [other, other],
    ] as const) {
      assert.equal(whyUnsafe(rights(owner), rights(folderOwner), me), undefined);
    }
  });

  it('may not be what another user has put into a folder for all', () => {
    const everyones = { uid: root, mode: 0o41777 };
    assert.match(whyUnsafe(rights(other), everyones, me) ?? '', /belongs to another user/);
    assert.match(whyUnsafe(rights(other), everyones, root) ?? '', /belongs to another user/);
    assert.equal(whyUnsafe(rights(me), everyones, me), undefined);
  });

  it('is not judged where files have no such owners', () => {
    assert.equal(whyUnsafe(rights(0, 0o666), rights(0, 0o777), undefined), undefined);
  });

  function rights(uid: number, mode = 0o644) {
    return { uid, mode };
  }
});
