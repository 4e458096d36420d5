import { allMessages } from './messages';
import { sendAtOnce } from './send-at-once';

describe('messages that reach a call at the same moment, in every phase', () => {
  it('are all answered, and any worker can go on with it', async () => {
    await sendAtOnce([
      ['policy', 'pause'],
      ['policy', 'another policy', 'pause'],
      ['opt-out', 'policy', 'cancel'],
      allMessages,
    ]);
  });
});
