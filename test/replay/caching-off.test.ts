import { goUncached } from './uncached';

describe('a call on a worker without a cache, whose status is queried in between', () => {
  it('ends as usual, and no workflow task fails', async () => {
    await goUncached('settings-search-attributes-and-events-and-queues');
  });
});
