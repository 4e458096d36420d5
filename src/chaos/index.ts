/** Many calls under faults, and a check of the promises. See docs/chaos.md. */
export { promises } from './judge/breach';
export type { Figures } from './judge/figures';
export type { Verdict } from './judge/verdict';
export { planStorm, type StormPlan } from './plan/plan';
export type { Progress } from './run/run-plan';
export { runStorm, type StormOptions, type StormResult } from './storm';
