import assert from 'node:assert/strict';
import { judge } from './judge';
import { regressions } from './regressions';
import { Stage } from './stage';
import { assertReplays, quick, tellMany } from './tell-many';

describe('a call, whatever happens to it', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());

  it('goes as a simple model of calls says, and its histories replay', async () => {
    await assertReplays(await tellMany(stage, quick));
  });

  for (const [name, story] of Object.entries(regressions)) {
    it(name, async () => {
      assert.deepEqual(judge(await stage.tell(story)), []);
    });
  }
});
