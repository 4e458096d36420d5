import assert from 'node:assert/strict';
import { callerFindings, callerIds } from '../../../src/cli/doctor/caller-ids';
import { SearchAttribute } from '../../../src/contract/search-attributes';
import { eventually, request, withCalls } from '../../support/calls';

describe('outbound doctor, of caller IDs', () => {
  it('warns when the last attempts of many calls of the last day were blocked', () => {
    const [finding, ...more] = callerFindings({ blocked: 3, calls: 30 });
    assert.deepEqual(more, []);
    assert.equal(finding?.verdict, 'warning');
    assert.match(finding.says, /of the 30 calls .*, 3 ended their last attempt as "blocked"/);
  });

  it('says nothing of the few that are always blocked', () => {
    assert.deepEqual(callerFindings({ blocked: 2, calls: 2 }), []);
    assert.deepEqual(callerFindings({ blocked: 100, calls: 10_000 }), []);
  });

  it('counts the calls of its task queue', async () => {
    const searchAttributes = [SearchAttribute.Disposition.name];
    await withCalls({ activities: { settings: { searchAttributes } } }, async (parts) => {
      const { calls, client, taskQueue } = parts;
      const people = ['+12065550161', '+12065550162', '+12065550163'];
      assert.deepEqual(await callerIds({ client, taskQueue }), []);
      for (const person of people) {
        parts.simulator.script(person, { dispositions: ['blocked'] });
        await calls.start(request(person), { workflowId: `blocked-${person.slice(-4)}` });
      }
      // Visibility follows within moments.
      const [finding] = await eventually(async () => {
        const found = await callerIds({ client, taskQueue });
        return found.length > 0 ? found : undefined;
      });
      assert.match(finding?.says ?? '', /of the 3 calls .*, 3 ended/);
      assert.deepEqual(await callerIds({ client, taskQueue: 'another' }), []);
    });
  });
});
