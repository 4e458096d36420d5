import { ledgerSchema } from '../src/domain/contacts/ledger-settings';
import { createAlmanac } from '../src/holidays';
import { createAskHold } from './ask-hold';
import { createAwaitContact } from './await-contact';
import { createAwaitUnblocked } from './await-unblocked';
import { createCheckRequest } from './check-request';
import { createDecide } from './decide';
import { createDecider } from './decider';
import type { ActivityDependencies } from './dependencies';
import { createDial } from './dial';
import { createDialStarted } from './dial-started';
import { createEngagedPeople } from './engaged-people';
import { createFetchHours } from './fetch-hours';
import { createFindContact } from './find-contact';
import { createFirstStart } from './first-start';
import { createHangUp } from './hang-up';
import { createLeaveLedger } from './leave-ledger';
import { createOptOutNumbers } from './opt-out';
import { createWhatBecameOf } from './what-became-of';

/**
 * What a worker does to the outside world for the workflows of this package.
 *
 * @throws ZodError on a ledger without a key, or with one that is too short
 */
export function createActivities(given: ActivityDependencies) {
  if (given.ledger) ledgerSchema.parse(given.ledger);
  const dependencies = { ...given, almanac: given.almanac ?? createAlmanac() };
  const askHold = createAskHold(dependencies);
  const engaged = createEngagedPeople();
  const decider = createDecider(dependencies);
  return {
    checkRequest: createCheckRequest(dependencies),
    decide: createDecide(dependencies, decider),
    dial: createDial(dependencies, decider, askHold, engaged),
    awaitContact: createAwaitContact(dependencies, decider),
    hangUp: createHangUp(dependencies),
    findContact: createFindContact(dependencies),
    fetchHours: createFetchHours(dependencies),
    firstStart: createFirstStart(),
    dialStarted: createDialStarted(),
    awaitUnblocked: createAwaitUnblocked(dependencies, askHold, engaged),
    leaveLedger: createLeaveLedger(dependencies),
    optOutNumbers: createOptOutNumbers(dependencies),
    whatBecameOf: createWhatBecameOf(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;

export type { ActivityDependencies, LinePool } from './dependencies';
export type { AwaitContactInput, AwaitContactResult } from './await-contact';
export type { AwaitUnblockedInput } from './await-unblocked';
export type { CheckedRequest } from './check-request';
export type { DecideInput, DecideResult } from './decide';
export type { Decided, DecisionBasis } from './decider';
export type { DialInput, DialLedger, DialResult } from './dial-contract';
export type { FetchHoursInput, FetchHoursResult } from './fetch-hours';
export type { FindContactInput, FindContactResult } from './find-contact';
export type { HangUpInput } from './hang-up';
export type { WhatBecameOfInput } from './what-became-of';
export { awsConnect, ConnectError, FailureType, type Connect } from '../src/connect';
export { createAlmanac, type Almanac } from '../src/holidays';
