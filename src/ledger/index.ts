export { firstRunOf, isCallRunning, runIdsOf, runsOfCall } from './call-runs';
export { forget, type Forgotten, type ForgetOptions } from './forget';
export { holdMaxAgeMs, Holds, type Hold, type HoldScope } from './holds';
export { NotListedError } from './not-listed-error';
export { optOut } from './opt-out';
export { OptOutList } from './opt-out-list';
export { OptOuts } from './opt-outs';
export { PersonLedgers } from './person-ledgers';
export { newestRun, unlessGone } from './running';
