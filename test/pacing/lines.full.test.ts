import { assertLinesAreKept } from './keep-lines';

describe('the concurrent calls of an instance', () => {
  it('are never more than ten, over three workers and 200 calls, and nobody hears a fast busy', async () => {
    await assertLinesAreKept(200, 10);
  });
});
