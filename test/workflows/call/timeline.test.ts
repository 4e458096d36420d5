import assert from 'node:assert/strict';
import { ownTeam, request, withCalls } from '../../support/calls';

describe('the timeline of a call in the Temporal UI', () => {
  it('shows names and reasons as they were written: none becomes a link, an image or a heading', async () => {
    await withCalls({}, async ({ calls, client }) => {
      const steps = [
        { name: '[gone](https://evil.example)', queueId: 'cccccccc-0000-4000-8000-00000000dead' },
        { name: '![x](https://evil.example/seen.png)', queueId: ownTeam },
      ];
      await calls.start(request('+12065550100', { steps }), { workflowId: 'timeline' });
      await calls.getHandle('timeline').result();
      const { currentDetails } = await client.workflow
        .getHandle('timeline')
        .query<{ currentDetails: string }>('__temporal_workflow_metadata');
      assert.match(currentDetails, /^- Step "\\\[gone\\\]\(https:\/\/evil\.example\)" is skipped: .*/m);
      assert.match(currentDetails, /^1\. \*\*answered\*\* · step !\\\[x\\\]\(https:/m);
      assert.doesNotMatch(currentDetails, /(?<!\\)\]\(/);
    });
  });
});
