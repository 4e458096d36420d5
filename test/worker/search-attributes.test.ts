import assert from 'node:assert/strict';
import { SearchAttribute } from '../../src/contract/search-attributes';
import { createLocalTestEnvironment } from '../../src/embedded';
import { request, withCalls } from '../support/calls';

describe('a namespace that has some of the search attributes of calls', () => {
  it('gets those, and no call stops for the others', async () => {
    const { Status, Attempts } = SearchAttribute;
    const server = await createLocalTestEnvironment({ searchAttributes: [Status, Attempts] });
    try {
      await withCalls({ server }, async ({ calls, client }) => {
        const call = await calls.start(request('+12065550100'), { workflowId: 'some-attributes' });
        assert.equal((await call.result()).outcome, 'reached');
        const { typedSearchAttributes: attributes } = await client.workflow
          .getHandle(call.workflowId)
          .describe();
        assert.equal(attributes.get(Status), 'reached');
        assert.equal(attributes.get(Attempts), 1);
        assert.equal(attributes.get(SearchAttribute.Step), undefined);
      });
    } finally {
      await server.teardown();
    }
  });

  it('stops no call when the settings name none of them, either', async () => {
    const settings = { searchAttributes: ['NoSuchAttribute'] };
    await withCalls({ activities: { settings } }, async ({ calls }) => {
      const call = await calls.start(request('+12065550100'), { workflowId: 'no-attributes' });
      assert.equal((await call.result()).outcome, 'reached');
    });
  });
});
