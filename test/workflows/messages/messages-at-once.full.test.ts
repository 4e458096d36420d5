import { allMessages } from './messages';
import { tellAtOnce } from './tell-at-once';

describe('each two messages that come to a call at once, wherever it stands', () => {
  for (const one of allMessages) {
    it(`are answered, and any worker can go on with it: ${one}, then each of all`, async () => {
      await tellAtOnce(allMessages.map((other) => [one, other]));
    });
  }
});
