import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

describe('the files of the repository', () => {
  it('have names in kebab-case', function () {
    const root = path.join(__dirname, '..', '..');
    const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
    const names = files
      .map((file) => path.basename(file))
      .filter((name) => /\.(ts|mjs|yaml|json|md)$/.test(name));
    assert.ok(names.length > 500);
    const isKebab = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
    const byCustom = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];
    assert.deepEqual(
      names.filter((name) => !isKebab.test(name) && !byCustom.includes(name)),
      [],
    );
  });
});
