import { Stage } from './stage';
import { assertReplays, tellMany } from './tell-many';

describe('a call, whatever happens to it, in many stories', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());

  it('goes as a simple model of calls says, and its histories replay', async () => {
    // Any seed will do: others are for whoever changes what a call does.
    await assertReplays(await tellMany(stage, { seed: 1, stories: 150, shrinkFor: 120_000 }));
  }).timeout(15 * 60_000);
});
