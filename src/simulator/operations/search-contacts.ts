import { contactAt, hasEnded, requestOf, type ContactSnapshot } from '../contact';
import { invalidRequest } from '../errors';
import { existingInstance, instanceArn } from '../identifiers';
import type { Instance, Seed } from '../seed/seed';
import { pageOf, wireTime } from './common';
import { wireAgentInfo, wireQueueInfo } from './describe-contact';
import type { Operation } from './operation';
import { parseBody } from './parse';
import { meets, refuseUnknownCriteria } from './search-contacts.criteria';
import { refuseBadRange, requestSchema, timeOf, type SearchContactsRequest } from './search-contacts.schema';

export const searchContacts: Operation<'SearchContacts'> = {
  name: 'SearchContacts',
  method: 'POST',
  path: '/search-contacts',
  answer({ body, now }, { seed, exchange, behaviour }) {
    const request = parseBody(requestSchema, body);
    const instance = existingInstance(seed, request.InstanceId);
    refuseBadRange(request.TimeRange);
    refuseUnknownCriteria(request.SearchCriteria ?? {});
    const byAttributes = (request.SearchCriteria?.SearchableContactAttributes?.Criteria.length ?? 0) > 0;
    if (byAttributes && behaviour.searchableAttributes === 'invalid-request') {
      throw invalidRequest('SearchableContactAttributes: the attribute is not configured for contact search');
    }
    const isIndexed = !byAttributes || behaviour.searchableAttributes === 'all';
    const found = exchange
      .contacts()
      .filter(
        (contact) =>
          isIndexed &&
          requestOf(contact).instanceId === instance.instanceId &&
          (behaviour.searchContacts === 'all' || hasEnded(contact, now)),
      )
      .map((contact) => contactAt(contact, now))
      .filter((contact) => isIn(request.TimeRange, contact) && meets(contact, request.SearchCriteria ?? {}));
    const { page, NextToken } = pageOf(
      sorted(found, request.Sort),
      request.MaxResults ?? 100,
      request.NextToken,
    );
    return {
      Contacts: page.map((contact) => wireSummary(contact, seed, instance)),
      NextToken,
      TotalCount: found.length,
    };
  },
};

/** Both ends are inclusive. */
function isIn(
  { Type, StartTime, EndTime }: SearchContactsRequest['TimeRange'],
  contact: ContactSnapshot,
): boolean {
  const at = timeOf(contact, Type);
  return at !== undefined && at >= StartTime * 1000 && at <= EndTime * 1000;
}

/** Default order: by initiation, newest first; the API reference documents none. */
function sorted(contacts: ContactSnapshot[], sort: SearchContactsRequest['Sort']): ContactSnapshot[] {
  const { FieldName, Order } = sort ?? { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' };
  const sign = Order === 'ASCENDING' ? 1 : -1;
  return contacts.sort((a, b) => sign * compare(keyOf(a, FieldName), keyOf(b, FieldName)));
}

function keyOf(
  contact: ContactSnapshot,
  field: NonNullable<SearchContactsRequest['Sort']>['FieldName'],
): number | string {
  switch (field) {
    case 'CHANNEL':
      return contact.channel;
    // Equal for all contacts: the API initiated each of them, and none expires.
    case 'INITIATION_METHOD':
    case 'EXPIRY_TIMESTAMP':
      return 0;
    default:
      return timeOf(contact, field) ?? 0;
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Like the service's summary, without disconnect reason and answering machine detection. */
function wireSummary(contact: ContactSnapshot, seed: Seed, instance: Instance) {
  const { contactId, channel, past } = contact;
  return {
    Arn: `${instanceArn(seed, instance)}/contact/${contactId}`,
    Id: contactId,
    PreviousContactId: channel === 'TASK' ? contact.task.previousContactId : undefined,
    InitiationMethod: 'API',
    Channel: channel,
    Name: requestOf(contact).name,
    QueueInfo: wireQueueInfo(contact),
    AgentInfo: wireAgentInfo(contact),
    InitiationTimestamp: wireTime(past.initiatedAt),
    DisconnectTimestamp: wireTime(past.ended?.at),
    ScheduledTimestamp: channel === 'TASK' ? wireTime(contact.task.scheduledAt) : undefined,
    SegmentAttributes: {
      'connect:Subtype': { ValueString: channel === 'TASK' ? 'connect:Task' : 'connect:Telephony' },
    },
  };
}
