import { createAwaitContact } from './await-contact';
import { createCheckRequest } from './check-request';
import { createDecide } from './decide';
import type { ActivityDependencies } from './dependencies';
import { createDial } from './dial';
import { createDialStarted } from './dial-started';
import { createFetchHours } from './fetch-hours';
import { createFindContact } from './find-contact';
import { createFirstStart } from './first-start';
import { createHangUp } from './hang-up';

/** What a worker does to the outside world for the workflows of this package. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    checkRequest: createCheckRequest(dependencies),
    decide: createDecide(dependencies),
    dial: createDial(dependencies),
    awaitContact: createAwaitContact(dependencies),
    hangUp: createHangUp(dependencies),
    findContact: createFindContact(dependencies),
    fetchHours: createFetchHours(dependencies),
    firstStart: createFirstStart(),
    dialStarted: createDialStarted(),
  };
}

export type Activities = ReturnType<typeof createActivities>;

export type { ActivityDependencies, LinePool } from './dependencies';
export type { AwaitContactInput, AwaitContactResult } from './await-contact';
export type { CheckedRequest } from './check-request';
export type { DecideInput, DecideResult } from './decide';
export type { DialInput, DialResult } from './dial';
export type { FetchHoursInput, FetchHoursResult } from './fetch-hours';
export type { FindContactInput, FindContactResult } from './find-contact';
export type { HangUpInput } from './hang-up';
export { awsConnect, ConnectError, FailureType, type Connect } from '../src/connect';
export { createAlmanac, type Almanac } from '../src/holidays';
