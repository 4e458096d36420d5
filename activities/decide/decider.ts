import { closeAttempt } from '../../src/connect/close-attempt';
import { withRecords, type Attempt, type EndedAttempt } from '../../src/domain/call/attempt';
import { readCallback } from '../../src/domain/call/read-callback';
import { blockedBy, fixDelayMs, isPolled, type Blocked } from '../../src/domain/decide/blocked';
import type { OutboundCallRequest } from '../../src/domain/call/call';
import type { CallFacts } from '../../src/domain/call/call-facts';
import { decideNext } from '../../src/domain/decide/decide-next';
import type { Decision } from '../../src/domain/decide/decision';
import { iso } from '../../src/domain/iso';
import { searchTime } from '../../src/domain/decide/quiet-period';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import { allowListsSchema, beforeDialRefusal } from '../../src/domain/policy/allow-lists';
import { createAlmanac } from '../../src/holidays';
import type { EndedContacts } from '../memory/ended-contacts';
import type { BlockedCallers } from '../memory/blocked-callers';
import { createRequestReader } from './request-reader';
import type { ActivityDependencies } from '../dependencies';
import { leave, recordAttempts, register } from '../ledger/ledger-of-call';
import { ledgersOn } from '../ledger/ledgers';
import type { Decided, DecisionBasis } from '../../src/contract/decide';

export type Decider = ReturnType<typeof createDecider>;

/** Makes the decisions of calls: closes attempts, reports them to the ledgers, and decides what comes next. */
export function createDecider(
  dependencies: ActivityDependencies,
  endedContacts: EndedContacts,
  blockedCallers: BlockedCallers,
) {
  const allowed = allowListsSchema.parse(dependencies.allowed ?? {});
  const { almanac = createAlmanac(), linesOf, decideNext: decideWith = decideNext } = dependencies;

  /** The workflow asks the policy's activity after a decision to dial, so the lists of the worker that decides apply. */
  function whyNotAsked({ request: { policy } }: CallFacts): string | undefined {
    const refused = beforeDialRefusal(allowed, policy.beforeDial);
    return refused && `policy.beforeDial ${refused}`;
  }

  /** @param now milliseconds since the epoch, Temporal's clock */
  function decision(facts: CallFacts, now: number): Decision {
    return decideWith(facts, now, almanac);
  }

  /**
   * @param basis its request is already checked
   * @param taskQueue the call's own, on which its ledgers run
   * @param began when the activity began, milliseconds since the epoch
   * @param corrected recorded attempts that code has corrected, for the ledger
   */
  async function decide(
    { call, request, facts: given, registered }: DecisionBasis & { readonly request: OutboundCallRequest },
    ended: readonly EndedAttempt[],
    {
      now,
      taskQueue,
      began,
      corrected = [],
    }: {
      readonly now: number;
      readonly taskQueue: string;
      readonly began: number;
      readonly corrected?: readonly Attempt[];
    },
  ): Promise<Decided> {
    const recorded = ended.map((one) => {
      noteEnd(one);
      const attempt = withCallback(one, closeAttempt(one, request.policy, now), { ...given, request });
      blockedCallers.note(one.plan, request.destinationPhoneNumber, attempt);
      return attempt;
    });
    let facts: CallFacts = { ...given, request, attempts: withRecords(given.attempts, recorded) };
    const notAsked = whyNotAsked(facts);
    if (registered === undefined) {
      const blocked = notAsked === undefined ? undefined : blockedByFault(facts, notAsked, now);
      const decided = decidedFrom({ ...facts, blocked: blocked ?? facts.blocked }, now);
      const { decision: next } = decided;
      return {
        ...decided,
        decision: blocked ? reviewedAt(next, blocked.until) : next,
        now,
        recorded,
        blocked,
      };
    }

    const access = { open: () => ledgersOn(taskQueue, dependencies), began };
    await recordAttempts(access, { call, request, recorded: [...recorded, ...corrected] });
    const registration = mayRegister(facts, now) ? await register(access, { call, facts, registered }) : {};
    const { optedOut, failure } = registration;
    const why = failure === undefined ? notAsked : `the person's ledger could not be reached: ${failure}`;
    const blocked = why === undefined ? undefined : blockedByFault(facts, why, now);
    facts = {
      ...facts,
      blocked: blocked ?? facts.blocked,
      control: { ...facts.control, optedOut: facts.control.optedOut ?? optedOut },
    };
    const decided = decidedFrom(facts, now);
    const { decision: next } = decided;
    const isOver = next.do === 'finish';
    const known = registration.registered ?? registered;
    if (isOver)
      await leave(access, { call, registered: known, now, ended: { request, outcome: next.outcome } });
    return {
      ...decided,
      // The call must be registered before it dials.
      decision: blocked ? reviewedAt(next, blocked.until) : next,
      now,
      recorded,
      registered: isOver ? [] : registration.registered,
      blocked,
      optedOut,
    };
  }

  function decidedFrom(facts: CallFacts, now: number): Pick<Decided, 'decision' | 'search'> {
    return { decision: decision(facts, now), search: searchTime(facts.request.policy, facts.attempts, now) };
  }

  /** Where a contact's end is recorded, whichever activity saw the end, its line is freed. */
  function noteEnd({ plan, ending }: EndedAttempt): void {
    if (ending.how !== 'contact') return;
    endedContacts.add(plan.instanceId, ending.contact);
    const id = ending.contact.attributes[ReservedAttribute.AttemptId];
    if (id !== undefined) linesOf?.(plan.instanceId, plan.trafficType).free(id);
  }

  return { decide, decision, readRequest: createRequestReader(dependencies) };
}

/** Nothing is dialed before it is fixed. A wait for an earlier fault is not prolonged. */
function blockedByFault({ blocked: previous, request }: CallFacts, why: string, now: number): Blocked {
  if (previous?.by === 'fault' && previous.until > now) return previous;
  const obstacle = { by: 'fault', why, retryAfterMs: fixDelayMs } as const;
  const blocked = blockedBy(obstacle, { previous, instanceId: request.policy.instanceId, now });
  if (!blocked) throw new Error('A fault blocks');
  return blocked;
}

function reviewedAt(decision: Decision, instant: number): Decision {
  if (decision.do !== 'dial') return decision;
  const { reviewAt } = decision;
  return {
    ...decision,
    reviewAt: iso(reviewAt === undefined ? instant : Math.min(instant, Date.parse(reviewAt))),
  };
}

/** Local times are read here, since they depend on time-zone data. */
function withCallback({ ending }: EndedAttempt, attempt: Attempt, call: CallFacts): Attempt {
  const callbackRequest =
    ending.how === 'contact' ? readCallback(ending.contact.attributes, attempt, call) : undefined;
  return callbackRequest ? { ...attempt, callbackRequest } : attempt;
}

/** While a fault blocks dials, the ledger need not be reached. */
function mayRegister({ blocked, control }: CallFacts, now: number): boolean {
  return !control.cancelled && !control.concluded && !(blocked && !isPolled(blocked) && blocked.until > now);
}
