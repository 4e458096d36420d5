import { backoff } from '../backoff';
import type { CallFacts } from '../call/call-facts';
import type { ReasonData } from './decision';
import { minutes, seconds } from '../policy/duration';
import { instantOf } from '../instant';
import { iso } from '../iso';

/** What follows from the last answer of the policy's `beforeDial` activity; undefined when there is none, or it was another policy's. */
export function readBeforeDialReply({ beforeDial: reply, request }: CallFacts):
  | { readonly kind: 'refused'; readonly reason: ReasonData }
  | {
      readonly kind: 'delayed';
      /** Milliseconds since the epoch. */
      readonly until: number;
      readonly reason: ReasonData;
    }
  | undefined {
  const options = request.policy.beforeDial;
  if (!options || reply?.activity !== options.activity || reply.taskQueue !== options.taskQueue)
    return undefined;

  const { activity, taskQueue } = options;
  const read =
    'answer' in reply.result ? readAnswer(reply.result.answer, reply.at) : unusable(reply.result.failure);
  switch (read.kind) {
    case 'refused':
      return { kind: 'refused', reason: { rule: 'refused-before-dial', activity, why: read.why } };
    case 'wait': {
      const { until, why } = read;
      const reason: ReasonData = {
        rule: 'before-dial',
        activity,
        until: iso(until),
        ...(why === undefined ? {} : { why }),
      };
      return { kind: 'delayed', until, reason };
    }
    case 'unusable': {
      const until = reply.at + backoff(pauseBetweenFailures, reply.tries - 1);
      const reason: ReasonData = {
        rule: 'before-dial-not-answered',
        activity,
        taskQueue,
        why: read.why,
        until: iso(until),
      };
      return { kind: 'delayed', until, reason };
    }
  }
}

type ReadAnswer =
  | { readonly kind: 'wait'; readonly until: number; readonly why?: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unusable'; readonly why: string };

/** @param now milliseconds since the epoch */
function readAnswer(answer: unknown, now: number): ReadAnswer {
  if (typeof answer !== 'object' || answer === null) return malformed('it is not an object');
  const given = new Map<string, unknown>(
    Object.entries(answer).filter(([, value]) => value !== null && value !== undefined),
  );
  const kinds = ['allow', 'waitUntil', 'refuse'].filter((kind) => given.has(kind));
  // Several members contradict each other, and a guess could call a person who must not be called.
  if (kinds.length !== 1)
    return malformed(`it has ${kinds.length === 0 ? 'none of them' : kinds.join(' and ')}`);

  const [kind = ''] = kinds;
  const value = given.get(kind);
  switch (kind) {
    case 'refuse':
      return typeof value === 'string' && value !== ''
        ? { kind: 'refused', why: value }
        : malformed('refuse must give a reason');
    case 'waitUntil': {
      const until = instantOf(value);
      if (until === undefined) {
        return malformed(`waitUntil is not an ISO 8601 instant with an offset: ${JSON.stringify(value)}`);
      }
      // The activity would be called again at once, without end.
      if (until <= now) return malformed(`waitUntil is in the past: ${String(value)}`);
      const why = given.get('reason');
      return { kind: 'wait', until, ...(typeof why === 'string' ? { why } : {}) };
    }
    default:
      return malformed('allow must be true, with no other member');
  }
}

function malformed(what: string): ReadAnswer {
  return unusable(
    `its answer is not one of {"allow": true}, {"waitUntil": "2026-11-23T09:00:00-08:00"} and {"refuse": "why"}: ${what}`,
  );
}

function unusable(why: string): ReadAnswer {
  return { kind: 'unusable', why };
}

const pauseBetweenFailures = { firstMs: 30 * seconds, longestMs: 15 * minutes };
