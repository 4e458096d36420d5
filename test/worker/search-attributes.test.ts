import assert from 'node:assert/strict';
import { SearchAttribute } from '../../src/contract/search-attributes';
import { createLocalTestEnvironment } from '../../src/embedded';
import { createActivities } from '../../activities';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker } from '../../src/worker';
import { request, withCalls } from '../support/calls';

const nowhere = simulatedConnect({ url: 'http://localhost:1' });

describe('a namespace that has some of the search attributes of calls', () => {
  it('gets those, no call stops for the others, and a worker that is set to use another is refused', async () => {
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

        const settings = { searchAttributes: [Status.name, SearchAttribute.Step.name] };
        const { nativeConnection: connection } = server;
        const { namespace } = client.options;
        await assert.rejects(
          createOutboundWorker({ connection, namespace, connect: nowhere, settings }),
          /^Error: Namespace \S+ lacks the search attributes OutboundCallStep, which settings\.searchAttributes names.* run: npx outbound setup$/,
        );
      });
    } finally {
      await server.teardown();
    }
  });

  it('refuses settings that name a search attribute which calls do not have', () => {
    assert.throws(
      () => createActivities({ connect: nowhere, settings: { searchAttributes: ['OutboundCallState'] } }),
      /^TypeError: settings\.searchAttributes: calls have no search attribute "OutboundCallState"\. Name some of OutboundCallStatus, /,
    );
  });
});
