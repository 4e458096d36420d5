import { ledgerSchema } from '../src/domain/ledger/ledger-settings';
import { createAlmanac } from '../src/holidays';
import { checkSearchAttributes } from './check-search-attributes';
import { createCheckHold } from './dial/check-hold';
import { createAwaitCall } from './call/await-call';
import { createAwaitContact } from './contact/await-contact';
import { createAwaitUnblocked } from './dial/await-unblocked';
import { createCheckRequest } from './decide/check-request';
import { createDecide } from './decide/decide';
import { createDecider } from './decide/decider';
import type { ActivityDependencies } from './dependencies';
import { createDial } from './dial/dial';
import { EndedContacts } from './memory/ended-contacts';
import { createDialStarted } from './dial/dial-started';
import { BlockedCallers } from './memory/blocked-callers';
import { createBusyPeople } from './memory/busy-people';
import { createFetchHours } from './decide/fetch-hours';
import { createFindContact } from './contact/find-contact';
import { createFirstStart } from './decide/first-start';
import { createHangUp } from './contact/hang-up';
import { createLeaveLedger } from './ledger/leave-ledger';
import { createOptOutNumbers } from './ledger/opt-out';
import { createWhatBecameOf } from './ledger/what-became-of';
import type { Activities } from '../src/contract/activities';

/**
 * The activities of this package's workflows.
 *
 * @throws ZodError when the ledger has no key, or a key is too short
 * @throws TypeError when the settings name a search attribute that calls do not have
 */
export function createActivities(given: ActivityDependencies): Activities {
  if (given.ledger) ledgerSchema.parse(given.ledger);
  checkSearchAttributes(given.settings?.searchAttributes ?? []);
  const dependencies = { ...given, almanac: given.almanac ?? createAlmanac() };
  const checkHold = createCheckHold(dependencies);
  const busyPeople = createBusyPeople();
  const endedContacts = new EndedContacts();
  const blockedCallers = given.blockedCallers ?? new BlockedCallers();
  const decider = createDecider(dependencies, endedContacts, blockedCallers);
  return {
    outboundCheckRequest: createCheckRequest(dependencies),
    outboundDecide: createDecide(dependencies, decider),
    outboundDial: createDial(dependencies, decider, checkHold, busyPeople, blockedCallers),
    outboundAwaitContact: createAwaitContact(dependencies, decider),
    outboundHangUp: createHangUp(dependencies),
    outboundFindContact: createFindContact(dependencies, endedContacts),
    outboundFetchHours: createFetchHours(dependencies),
    outboundFirstStart: createFirstStart(),
    outboundDialStarted: createDialStarted(),
    outboundAwaitUnblocked: createAwaitUnblocked(dependencies, checkHold, busyPeople),
    outboundAwaitCall: createAwaitCall(),
    outboundLeaveLedger: createLeaveLedger(dependencies),
    outboundOptOutNumbers: createOptOutNumbers(dependencies),
    outboundWhatBecameOf: createWhatBecameOf(dependencies),
  };
}

export type { ActivityDependencies } from './dependencies';
export type { Activities } from '../src/contract/activities';
export type { DialInput, DialResult } from '../src/contract/dial';
export type { LinePool } from '../src/pacing/line-pool';
export { BlockedCallers } from './memory/blocked-callers';
export { awsConnect, ConnectError, FailureType, type Connect } from '../src/connect';
export { createAlmanac, type Almanac } from '../src/holidays';
