import assert from 'node:assert/strict';
import { SearchAttribute } from '../../src/contract/search-attributes';
import { createLocalTestEnvironment } from '../../src/embedded';
import { createActivities } from '../../activities';
import { simulatedConnect } from '../../src/testing';
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

  it('refuses settings that name a search attribute which calls do not have', () => {
    const connect = simulatedConnect({ url: 'http://localhost:1' });
    assert.throws(
      () => createActivities({ connect, settings: { searchAttributes: ['OutboundCallState'] } }),
      /^TypeError: settings\.searchAttributes: calls have no search attribute "OutboundCallState"\. Name some of OutboundCallStatus, /,
    );
  });
});
