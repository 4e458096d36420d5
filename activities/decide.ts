import { closeAttempt } from '../src/connect/close-attempt';
import type { Attempt, EndedAttempt } from '../src/domain/attempt';
import type { CallState } from '../src/domain/call-state';
import { decideNext } from '../src/domain/decide-next';
import type { Decision } from '../src/domain/decision';
import type { Policy } from '../src/domain/policy';
import { searchTime, type SearchTime } from '../src/domain/quiet-period';
import type { CallSettings } from '../src/domain/settings';
import { describeProblems, parseRequest } from '../src/domain/parse-request';
import { ReservedAttribute } from '../src/domain/reserved-attributes';
import { createAlmanac } from '../src/holidays';
import { createCheck, type CheckedRequest } from './check-request';
import { defaultSettings, type ActivityDependencies } from './dependencies';

export interface DecideInput {
  /** As it was given, or as an earlier decision returned it. */
  readonly request: unknown;
  readonly state: Omit<CallState, 'request'>;
  /** The workflow's clock, milliseconds since the epoch. */
  readonly now: number;
  /** How long the run's history is by then, in events, and whether Temporal finds it too long. */
  readonly historyLength: number;
  readonly continueAsNewSuggested: boolean;
  /** An attempt that has ended since the last decision. */
  readonly ended?: EndedAttempt;
  /** Attempts that were recorded as `unknown`, and whose contacts have been found after all. */
  readonly found?: readonly EndedAttempt[];
  /** The first decision of a run also checks the request. */
  readonly isFirst: boolean;
  /** Should the worker's settings be told, too? */
  readonly wantsSettings: boolean;
}

export interface DecideResult {
  readonly decision: Decision;
  /** What it was asked with; missing in histories of calls that began before it was recorded. */
  readonly askedWith?: Pick<DecideInput, 'now' | 'historyLength' | 'continueAsNewSuggested'>;
  /** The record of `ended`; in histories of earlier workers that of a late find, too. */
  readonly closed?: Attempt;
  /** The records of `found`, absent where there are none; earlier workers closed one attempt at a time. */
  readonly found?: readonly Attempt[];
  readonly first?: FirstDecision;
  /** The last attempt's contact is not known, and may be searched for so long. */
  readonly search?: SearchTime;
  readonly settings?: CallSettings;
}

/** Recorded once in a run's history: a worker of another version or configuration cannot change it. */
export interface FirstDecision {
  /** With every default filled in. */
  readonly policy: Policy;
  readonly warnings: readonly string[];
}

/**
 * Local activity: close what has ended, then decide. One event in the history. It waits for nothing; it is not
 * workflow code because local times come from Node's time-zone data, which changes between versions.
 *
 * @throws ApplicationFailure `InvalidCallRequest`, not retryable
 */
export function createDecide(dependencies: ActivityDependencies) {
  const settings = { ...defaultSettings, ...dependencies.settings };
  const { almanac = createAlmanac() } = dependencies;
  const check = createCheck({ ...dependencies, almanac });

  return async function decide({
    request: given,
    state,
    now,
    historyLength,
    continueAsNewSuggested,
    ended,
    found = [],
    isFirst,
    wantsSettings,
  }: DecideInput): Promise<DecideResult> {
    const { request, warnings } = isFirst ? check(given, now) : checkedAgain(given, dependencies.defaults);
    const close = (one: EndedAttempt) => {
      freeLine(one, dependencies);
      return closeAttempt(one, request.policy, now);
    };
    const closed = ended && close(ended);
    const late = found.map(close);
    const attempts = [...late, ...(closed ? [closed] : [])].reduce(recorded, state.attempts);
    const call = { ...state, request, attempts };
    const decision = decideNext(call, now, almanac);
    const { instanceId } = request.policy;
    return {
      decision,
      askedWith: { now, historyLength, continueAsNewSuggested },
      closed,
      found: late.length > 0 ? late : undefined,
      first: isFirst
        ? {
            policy: request.policy,
            warnings,
          }
        : undefined,
      search: searchTime(request.policy, attempts, now),
      settings: wantsSettings
        ? {
            ...settings,
            searchable: dependencies.searchable?.(instanceId) ?? false,
            ...(dependencies.ledger ? { ledger: true } : {}),
            checksPolicyApart: true,
            lane: dependencies.laneOf?.(instanceId),
          }
        : undefined,
    };
  };
}

/** Whoever learns that a contact has ended (a question, an event, a late find), its line is given back where that is recorded. */
function freeLine({ plan, ending }: EndedAttempt, { linesOf }: ActivityDependencies): void {
  if (ending.how !== 'contact') return;
  const id = ending.contact.attributes[ReservedAttribute.AttemptId];
  if (id !== undefined) linesOf?.(plan.instanceId, plan.trafficType).free(id);
}

/** A late find takes the place of the attempt that was given up. */
function recorded(attempts: readonly Attempt[], closed: Attempt): readonly Attempt[] {
  return [...attempts.slice(0, closed.number - 1), closed, ...attempts.slice(closed.number)];
}

/**
 * A request that an earlier decision took can only be refused by a worker of another version: a fault of the worker, which
 * must not end the call. Not being an `InvalidCallRequest`, it fails the workflow task, which is tried again.
 */
function checkedAgain(given: unknown, defaults: ActivityDependencies['defaults']): CheckedRequest {
  const parsed = parseRequest(given, defaults);
  if (parsed.ok) return parsed;
  throw new Error(
    `This worker does not understand the request of a running call:\n${describeProblems(parsed.problems)}`,
  );
}
