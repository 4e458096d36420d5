import assert from 'node:assert/strict';
import { judgeServerVersion, oldestServer, testedServer } from '../../../src/cli/doctor/server-version';

describe("the doctor's view of a Temporal server's version", () => {
  it('is content with those that the tests were run on, and with newer ones', () => {
    for (const version of [oldestServer, testedServer, '1.30.2', '1.100.0', '2.0.0', 'v1.33.0-rc.1']) {
      const { verdict, says } = judgeServerVersion(version);
      assert.equal(verdict, 'ok', version);
      assert.ok(says.startsWith(version));
    }
  });

  it('names what an older one may lack', () => {
    assert.match(judgeServerVersion(oldestServer).says, /standalone activities, pausing workflows/);
    assert.doesNotMatch(judgeServerVersion(testedServer).says, /lack/);
  });

  it('warns of one that is older than the oldest that works', () => {
    for (const version of ['1.29.0', '1.9.3', '0.30.0']) {
      const { verdict, says, fix } = judgeServerVersion(version);
      assert.equal(verdict, 'warning', version);
      assert.match(says, /oldest tested version is 1\.29\.1/);
      assert.match(fix ?? '', /Upgrade/);
    }
  });

  it('reports an unknown version of a server', () => {
    assert.deepEqual(judgeServerVersion('').verdict, 'ok');
    assert.match(judgeServerVersion('').says, /unknown/);
  });
});
