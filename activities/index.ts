import { ledgerSchema } from '../src/domain/ledger/ledger-settings';
import { createAlmanac } from '../src/holidays';
import { createCheckHold } from './dial/check-hold';
import { createAwaitContact } from './contact/await-contact';
import { createAwaitUnblocked } from './dial/await-unblocked';
import { createCheckRequest } from './decide/check-request';
import { createDecide } from './decide/decide';
import { createDecider } from './decide/decider';
import type { ActivityDependencies } from './dependencies';
import { createDial } from './dial/dial';
import { createDialStarted } from './dial/dial-started';
import { createBusyPeople } from './dial/busy-people';
import { createFetchHours } from './decide/fetch-hours';
import { createFindContact } from './contact/find-contact';
import { createFirstStart } from './decide/first-start';
import { createHangUp } from './contact/hang-up';
import { createLeaveLedger } from './ledger/leave-ledger';
import { createOptOutNumbers } from './ledger/opt-out';
import { createWhatBecameOf } from './ledger/what-became-of';

/**
 * The activities of this package's workflows.
 *
 * @throws ZodError when the ledger has no key, or a key is too short
 */
export function createActivities(given: ActivityDependencies) {
  if (given.ledger) ledgerSchema.parse(given.ledger);
  const dependencies = { ...given, almanac: given.almanac ?? createAlmanac() };
  const checkHold = createCheckHold(dependencies);
  const busyPeople = createBusyPeople();
  const decider = createDecider(dependencies);
  return {
    checkRequest: createCheckRequest(dependencies),
    decide: createDecide(dependencies, decider),
    dial: createDial(dependencies, decider, checkHold, busyPeople),
    awaitContact: createAwaitContact(dependencies, decider),
    hangUp: createHangUp(dependencies),
    findContact: createFindContact(dependencies),
    fetchHours: createFetchHours(dependencies),
    firstStart: createFirstStart(),
    dialStarted: createDialStarted(),
    awaitUnblocked: createAwaitUnblocked(dependencies, checkHold, busyPeople),
    leaveLedger: createLeaveLedger(dependencies),
    optOutNumbers: createOptOutNumbers(dependencies),
    whatBecameOf: createWhatBecameOf(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;

export type { ActivityDependencies, LinePool } from './dependencies';
export type { AwaitContactInput, AwaitContactResult } from './contact/await-contact';
export type { AwaitUnblockedInput } from './dial/await-unblocked';
export type { CheckedRequest } from './decide/check-request';
export type { DecideInput, DecideResult } from './decide/decide';
export type { Decided, DecisionBasis } from './decide/decider';
export type { DialInput, DialLedger, DialResult } from '../src/contract/dial';
export type { FetchHoursInput, FetchHoursResult } from './decide/fetch-hours';
export type { FindContactInput, FindContactResult } from './contact/find-contact';
export type { HangUpInput } from './contact/hang-up';
export type { WhatBecameOfInput } from './ledger/what-became-of';
export { awsConnect, ConnectError, FailureType, type Connect } from '../src/connect';
export { createAlmanac, type Almanac } from '../src/holidays';
