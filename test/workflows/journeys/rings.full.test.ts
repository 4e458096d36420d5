import assert from 'node:assert/strict';
import { ringsInDocs } from './rings-in-docs';
import { happen, happenings } from './rings';

describe('a call made by executeChild', () => {
  it('rings as often as docs/journeys.md says', async () => {
    const found = [];
    for (const [name, happening] of Object.entries(happenings)) {
      const [withId, without] = await Promise.all([
        happen(happening, 'executeChild with an ID'),
        happen(happening, 'executeChild without an ID'),
      ]);
      found.push([name, withId.phone, without.phone]);
    }
    const documented = ringsInDocs().map(([name, , , withId, without]) => [name, withId, without]);
    assert.deepEqual(found, documented);
  });
});
