import { acceptAnyMessage } from './any-messages';

describe('10,000 messages', () => {
  acceptAnyMessage({ read: 10_000, sent: 100 });
});
