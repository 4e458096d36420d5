import assert from 'node:assert/strict';
import { SearchContactsCommand, type SearchContactsCommandInput } from '@aws-sdk/client-connect';
import { simulatedInstance } from '../../../src/simulator';
import { usePhones, type Phones } from '../support';

const { instanceId: InstanceId, queues } = simulatedInstance;

async function search(phones: Phones, members: Partial<SearchContactsCommandInput> = {}) {
  return phones.client.send(
    new SearchContactsCommand({
      InstanceId,
      TimeRange: {
        Type: 'INITIATION_TIMESTAMP',
        StartTime: new Date(phones.now - 24 * 3_600_000),
        EndTime: new Date(phones.now),
      },
      ...members,
    }),
  );
}

async function idsOf(phones: Phones, members: Partial<SearchContactsCommandInput> = {}) {
  return ((await search(phones, members)).Contacts ?? []).map(({ Id }) => Id);
}

describe('SearchContacts', () => {
  const phones = usePhones();

  it('lists contacts that have ended, newest first, without their reasons', async () => {
    const first = await phones().dial();
    phones().pass(1);
    const second = await phones().dial({ DestinationPhoneNumber: '+12065550101' });
    phones().pass(30);
    const { Contacts, TotalCount } = await search(phones());
    assert.equal(TotalCount, 1);
    assert.equal(Contacts?.[0]?.Id, first);
    assert.equal('DisconnectReason' in Contacts[0], false);
    assert.equal(Contacts[0].QueueInfo?.Id, queues[0].queueId);
    phones().pass(60);
    assert.deepEqual(await idsOf(phones()), [second, first]);
  });

  it('finds contacts by their attributes: all, any or none of them', async () => {
    const both = await phones().dial({ Attributes: { workflow: 'w-1', step: '1' } });
    const one = await phones().dial({ Attributes: { workflow: 'w-1', step: '2' } });
    const other = await phones().dial({ Attributes: { workflow: 'w-2' } });
    phones().pass(60);
    const by = (MatchType: 'MATCH_ALL' | 'MATCH_ANY' | 'MATCH_NONE') =>
      idsOf(phones(), {
        SearchCriteria: {
          SearchableContactAttributes: {
            Criteria: [
              { Key: 'workflow', Values: ['w-1'] },
              { Key: 'step', Values: ['1', '9'] },
            ],
            MatchType,
          },
        },
      });
    assert.deepEqual(await by('MATCH_ALL'), [both]);
    assert.deepEqual(await by('MATCH_ANY'), [both, one]);
    assert.deepEqual(await by('MATCH_NONE'), [other]);
  });

  it('searches by queue, channel, agent and the time of any of its instants', async () => {
    const queued = await phones().dial();
    await phones().dial({ DestinationPhoneNumber: '+12065550102' });
    phones().pass(60);
    assert.deepEqual(await idsOf(phones(), { SearchCriteria: { QueueIds: [queues[0].queueId] } }), [queued]);
    assert.deepEqual(await idsOf(phones(), { SearchCriteria: { AgentIds: [simulatedInstance.agentId] } }), [
      queued,
    ]);
    assert.deepEqual(await idsOf(phones(), { SearchCriteria: { Channels: ['TASK'] } }), []);
    assert.deepEqual(
      await idsOf(phones(), {
        TimeRange: {
          Type: 'DISCONNECT_TIMESTAMP',
          StartTime: new Date(phones().now - 40_000),
          EndTime: new Date(phones().now),
        },
      }),
      [queued],
    );
  });

  it('gives pages that together hold every contact once, in the requested order', async () => {
    const dialed: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      dialed.push(await phones().dial({ DestinationPhoneNumber: '+12065550102' }));
      phones().pass(60);
    }
    const Sort = { FieldName: 'INITIATION_TIMESTAMP', Order: 'ASCENDING' } as const;
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await search(phones(), { MaxResults: 2, NextToken, Sort });
      assert.equal(page.TotalCount, 5);
      seen.push(...(page.Contacts ?? []).map(({ Id }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.deepEqual(seen, dialed);
  });

  it('refuses a range that is too long or ends before it starts, and criteria that it would have to ignore', async () => {
    const range = (hours: number) => ({
      Type: 'INITIATION_TIMESTAMP' as const,
      StartTime: new Date(phones().now - hours * 3_600_000),
      EndTime: new Date(phones().now),
    });
    await idsOf(phones(), { TimeRange: range(1345) });
    for (const refused of [
      { TimeRange: range(1346) },
      { TimeRange: range(-1) },
      { SearchCriteria: { ActiveRegions: ['us-east-1'] } },
    ]) {
      await assert.rejects(search(phones(), refused), /^Invalid(Parameter|Request)Exception/);
    }
  });

  it('takes one request at once and another one two seconds later, by its documented rate', async () => {
    phones().simulator.throttle('default');
    await search(phones());
    await assert.rejects(search(phones()), { name: 'TooManyRequestsException' });
    phones().pass(2);
    await search(phones());
  });
});

describe("SearchContacts, with searchContacts: 'all'", () => {
  const phones = usePhones({ searchContacts: 'all' });

  it('lists live contacts, too', async () => {
    const contactId = await phones().dial();
    assert.deepEqual(await idsOf(phones()), [contactId]);
  });
});

for (const searchableAttributes of ['none', 'invalid-request'] as const) {
  describe(`SearchContacts, with searchableAttributes: '${searchableAttributes}'`, () => {
    const phones = usePhones({ searchableAttributes });

    it('knows contacts by other criteria, and not by their attributes', async () => {
      const contactId = await phones().dial({ Attributes: { workflow: 'w-1' } });
      phones().pass(60);
      assert.deepEqual(await idsOf(phones(), { SearchCriteria: { Channels: ['VOICE'] } }), [contactId]);
      const Criteria = [{ Key: 'workflow', Values: ['w-1'] }];
      const found = idsOf(phones(), { SearchCriteria: { SearchableContactAttributes: { Criteria } } });
      if (searchableAttributes === 'none') assert.deepEqual(await found, []);
      else await assert.rejects(found, { name: 'InvalidRequestException' });
    });
  });
}
