import { allMessages } from './messages';
import { tellAtOnce } from './tell-at-once';

describe('messages that come to a call at once, wherever it stands', () => {
  it('are all answered, and any worker can go on with it', async () => {
    await tellAtOnce([
      ['policy', 'pause'],
      ['policy', 'another policy', 'pause'],
      ['opt-out', 'policy', 'cancel'],
      allMessages,
    ]);
  });
});
