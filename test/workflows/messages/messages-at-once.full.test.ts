import { allMessages } from './messages';
import { sendAtOnce } from './send-at-once';

describe('every pair of messages that reach a call at the same moment, in every phase', () => {
  for (const one of allMessages) {
    it(`are answered, and any worker can go on with it: ${one}, then each of all`, async () => {
      await sendAtOnce(allMessages.map((other) => [one, other]));
    });
  }
});
