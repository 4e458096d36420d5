import ms from 'ms';
import type { Disposition } from '../../src/domain/call/disposition';
import { isOpenAt } from '../domain/hours/wall-clock';
import {
  defaults,
  nameOf,
  otherNumber,
  person,
  scheduleOf,
  type Action,
  type StoryPolicy,
  type StoryStep,
} from './story';

/** All that decides how a call goes on: a model of it, written from the documentation, that shares nothing with the product. */
export interface CallModel {
  /** Midnight in UTC of its first day. */
  readonly day: number;
  readonly startedAt: number;
  readonly policy: StoryPolicy;
  readonly paused: boolean;
  readonly cancelled: boolean;
  readonly notBefore: number;
  /** Steps whose queue does not exist. */
  readonly skipped: ReadonlySet<string>;
  readonly attempts: readonly ModelAttempt[];
}

export interface ModelAttempt {
  readonly step: string;
  readonly to: string;
  readonly disposition: Disposition;
  readonly reached: boolean;
  readonly endedAt: number;
  /** Nobody saw it end. */
  readonly mayBeRinging: boolean;
}

/** What comes next, and when. `failed`: no step of the policy can be dialed. */
export type Due =
  | {
      readonly next: 'dial';
      readonly step: string;
      readonly to: string;
      readonly from: StoryStep['from'];
      readonly at: number;
    }
  | { readonly next: 'end'; readonly outcome: string; readonly at: number };

/** @param since nothing changes from this instant on, until what is due */
export function due(call: CallModel, since: number): Due {
  const { policy, attempts } = call;
  const end = (outcome: string, at = since): Due => ({ next: 'end', outcome, at });
  if (call.cancelled) return end('cancelled');
  if (attempts.some(({ reached }) => reached)) return end('reached');

  const last = attempts.at(-1);
  if (last && ruleOf(policy, last.disposition).action === 'stop') {
    if (last.disposition === 'voicemail') return end('voicemail');
    return end(hopeless.has(last.disposition) ? 'undialable' : 'exhausted');
  }
  const step = nextStep(call);
  if (!step || attempts.length >= mostAttempts(policy)) {
    if (attempts.length > 0 && attempts.every(({ disposition }) => hopeless.has(disposition))) {
      return end('undialable');
    }
    return end(attempts.length === 0 && call.skipped.size === policy.steps.length ? 'failed' : 'exhausted');
  }

  const deadline = call.startedAt + ms(policy.deadline);
  if (call.paused) return end('expired', Math.max(deadline, since));
  let at = Math.max(since, call.notBefore, last ? restedAt(call, last) : 0);
  while (at < deadline && !isOpen(call, at)) at = Math.floor(at / quarter + 1) * quarter;
  return at < deadline ? { next: 'dial', ...step, at } : end('expired');
}

function mostAttempts({ mostAttempts, steps }: StoryPolicy): number {
  return mostAttempts ?? steps.reduce((sum, step) => sum + step.attempts, 0);
}

/** The first rung, from the last attempt's on, that has attempts left and a number that is of use. */
function nextStep({ policy, attempts, skipped }: CallModel) {
  const last = attempts.at(-1);
  const ladder = policy.steps.map((step, index) => ({ ...step, name: nameOf(index) }));
  const lastRung = ladder.findIndex(({ name }) => name === last?.step);
  const climb = last && ruleOf(policy, last.disposition).action === 'next-step' ? 1 : 0;
  const useless = attempts
    .filter(({ disposition }) => ruleOf(policy, disposition).action === 'next-number')
    .map(({ to }) => to);
  for (const step of ladder.slice(Math.max(0, lastRung + climb))) {
    const to = step.toOther ? otherNumber : person;
    const used = attempts.filter((attempt) => attempt.step === step.name).length;
    if (used < step.attempts && !skipped.has(step.name) && !useless.includes(to)) {
      return { step: step.name, to, from: step.from };
    }
  }
  return undefined;
}

function restedAt({ policy, attempts }: CallModel, last: ModelAttempt): number {
  const index = policy.steps.findIndex((_, rung) => nameOf(rung) === last.step);
  const step = policy.steps[index];
  const times = attempts.filter((attempt) => attempt.step === last.step).length;
  const own = step ? ms(step.rest) * (step.backoff ?? 1) ** (times - 1) : 0;
  const rest = ruleOf(policy, last.disposition).rest ?? own;
  const quiet = last.mayBeRinging ? ms('60s') + ms(policy.quiet ?? defaults.quiet) : 0;
  return last.endedAt + Math.max(rest, quiet);
}

function ruleOf({ on = {} }: StoryPolicy, disposition: Disposition): { action: Action; rest?: number } {
  const rule = on[disposition];
  if (rule !== undefined) {
    return typeof rule === 'string' ? { action: rule } : { action: rule.action, rest: ms(rule.rest) };
  }
  if (disposition === 'blocked') return { action: 'next-step', rest: 0 };
  if (disposition === 'fax') return { action: 'next-number' };
  if (hopeless.has(disposition)) return { action: 'next-number', rest: 0 };
  return { action: 'retry' };
}

const hopeless: ReadonlySet<Disposition> = new Set(['invalid-number', 'not-allowed', 'blocked', 'fax']);

/** The hours of the stories change on quarters only. */
const quarter = ms('15m');

export function isOpen({ policy: { hours }, day }: Pick<CallModel, 'policy' | 'day'>, at: number): boolean {
  return !hours || isOpenAt(scheduleOf(hours, day), hours.zone, at);
}
