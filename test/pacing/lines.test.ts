import { assertLinesAreKept } from './keep-lines';

describe('the concurrent calls of an instance', () => {
  it('are never more than its limit, over three workers, and nobody hears a fast busy', async () => {
    await assertLinesAreKept(60, 5);
  });
});
