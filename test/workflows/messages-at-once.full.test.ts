import { allMessages } from './messages';
import { tellAtOnce } from './tell-at-once';

describe('each two messages that come to a call at once, wherever it stands', () => {
  it('are answered, and any worker can go on with it', async () => {
    await tellAtOnce(allMessages.flatMap((one) => allMessages.map((other) => [one, other])));
  });
});
