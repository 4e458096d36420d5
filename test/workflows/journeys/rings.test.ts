import assert from 'node:assert/strict';
import { ringsInDocs } from './rings-in-docs';
import { happen, happenings } from './rings';

describe('never twice: callPerson in a workflow', () => {
  it('rings once whatever happens to the workflow, as docs/journeys.md says', async () => {
    const found = await Promise.all(
      Object.entries(happenings).map(async ([name, happening]) => {
        const { phone, receives } = await happen(happening, 'callPerson');
        return [name, phone, receives];
      }),
    );
    const documented = ringsInDocs().map(([name, phone, receives]) => [name, phone, receives]);
    assert.deepEqual(found, documented);
  });
});
