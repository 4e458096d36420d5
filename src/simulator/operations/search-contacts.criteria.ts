import { requestOf, type ContactSnapshot } from '../contact';
import { invalidRequest } from '../errors';
import { plainId } from '../identifiers';
import type { SearchCriteria } from './search-contacts.schema';

const known = [
  'Name',
  'AgentIds',
  'Channels',
  'InitiationMethods',
  'QueueIds',
  'SearchableContactAttributes',
];

/** Refuses unsupported criteria instead of ignoring them, which would return too many contacts. */
export function refuseUnknownCriteria(criteria: SearchCriteria): void {
  const unknown = Object.keys(criteria).find((name) => criteria[name] !== undefined && !known.includes(name));
  if (unknown !== undefined) {
    throw invalidRequest(`SearchCriteria.${unknown}: the simulator does not support it`);
  }
  for (const id of criteria.QueueIds ?? []) plainId('QueueIds', id);
  for (const id of criteria.AgentIds ?? []) plainId('AgentIds', id);
}

/** Whether the contact meets all criteria. */
export function meets(contact: ContactSnapshot, criteria: SearchCriteria): boolean {
  const { Name, AgentIds, Channels, InitiationMethods, QueueIds, SearchableContactAttributes } = criteria;
  const { past, channel } = contact;
  return (
    isOneOf(Channels, channel) &&
    isOneOf(InitiationMethods, 'API') &&
    isOneOf(QueueIds, past.queuedAt === undefined ? undefined : contact.queueId) &&
    isOneOf(AgentIds, past.agentAt === undefined ? undefined : contact.agentId) &&
    (!Name ||
      matches(Name.MatchType, Name.SearchText, (text) => hasText(requestOf(contact).name ?? '', text))) &&
    (!SearchableContactAttributes ||
      matches(
        SearchableContactAttributes.MatchType ?? 'MATCH_ALL',
        SearchableContactAttributes.Criteria,
        ({ Key, Values }) => isOneOf(Values, contact.attributes[Key]),
      ))
  );
}

function isOneOf<T>(wanted: readonly T[] | undefined, is: T | undefined): boolean {
  return wanted === undefined || wanted.length === 0 || (is !== undefined && wanted.includes(is));
}

function hasText(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}

function matches<T>(
  type: 'MATCH_ALL' | 'MATCH_ANY' | 'MATCH_EXACT' | 'MATCH_NONE',
  criteria: readonly T[],
  isMet: (criterion: T) => boolean,
): boolean {
  switch (type) {
    case 'MATCH_ANY':
      return criteria.length === 0 || criteria.some(isMet);
    case 'MATCH_NONE':
      return !criteria.some(isMet);
    case 'MATCH_ALL':
    case 'MATCH_EXACT':
      return criteria.every(isMet);
  }
}
