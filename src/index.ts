export * from './client';
export { defineConfig, type Config, type ConfigInput } from './config/define-config';
export { FailureType } from './contract/failure-type';
export {
  createAlmanac,
  datesFromCalendar,
  type Almanac,
  type CalendarDates,
  type CalendarOptions,
} from './holidays';
export type { Attempt, AttemptPlan } from './domain/call/attempt';
export type { OutboundCallInput, OutboundCallRequest } from './domain/call/call';
export type { CallResult } from './domain/call/call-result';
export { CallPhase, type CallExplanation, type CallStatus } from './domain/call/call-status';
export type { Decision, Reason } from './domain/decide/decision';
export type { BeforeDialAnswer, BeforeDialQuestion } from './domain/decide/before-dial';
export { Disposition } from './domain/call/disposition';
export { Outcome } from './domain/call/outcome';
export {
  parseRequest,
  type ParsedRequest,
  type RequestDefaults,
  type RequestProblem,
} from './domain/call/parse-request';
export type { LedgerInput } from './domain/ledger/ledger-settings';
export type { OptOut } from './domain/ledger/opt-outs';
export type { Policy, PolicyInput } from './domain/policy/policy';
export type { RulePack, RulePackInput } from './domain/rules/pack-schema';
export { SearchAttribute } from './contract/search-attributes';
