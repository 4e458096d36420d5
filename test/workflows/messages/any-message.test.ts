import { acceptAnyMessage } from './any-messages';

describe('a message', () => {
  acceptAnyMessage({ read: 200, sent: 3 });
});
