/** Many calls at once while everything goes wrong, and a judgement whether the promises were kept. docs/chaos.md tells more. */
export { promises, type Breach } from './judge/breach';
export type { Figures } from './judge/figures';
export type { Verdict } from './judge/verdict';
export { planStorm, type PlanOptions, type StormPlan } from './plan/plan';
export type { Progress } from './run/run-plan';
export { runStorm, type StormOptions, type StormResult } from './storm';
