import ms, { type StringValue } from 'ms';
import type { Disposition } from '../../src/domain/call/disposition';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { simulatedInstance } from '../../src/simulator';

/**
 * What happens to one call: all that the world does to it, and all that people ask of it. Plain and small, so that a story
 * that finds a fault can be shrunk, read and told again.
 */
export interface Story {
  readonly policy: StoryPolicy;
  /** What becomes of each request to dial, in order; then each is answered. */
  readonly sends: readonly Send[];
  /** How each contact goes, in order; then nobody picks up. */
  readonly contacts: readonly Course[];
  readonly acts: readonly Act[];
  /** Is the end of a contact told by a signal, so that Amazon Connect is asked late? */
  readonly events?: boolean;
  /** Can a contact whose dial's answer was lost be searched for? */
  readonly searchable?: boolean;
  /** Does the call go on in another run after every few events? */
  readonly shortRuns?: boolean;
}

type Duration = StringValue;

export interface StoryPolicy {
  /** Named s1, s2, … */
  readonly steps: readonly StoryStep[];
  readonly on?: Partial<Record<Disposition, Rule>>;
  readonly mostAttempts?: number;
  readonly deadline: Duration;
  readonly never?: 'resend';
  readonly window?: Duration;
  readonly quiet?: Duration;
  readonly hours?: Hours;
  readonly connectedIsReached?: boolean;
}

export interface StoryStep {
  readonly from: 'own team' | 'overflow';
  /** Another number of the same person. */
  readonly toOther?: boolean;
  readonly attempts: number;
  readonly rest: Duration;
  readonly backoff?: number;
}

export type Action = 'retry' | 'next-step' | 'next-number' | 'stop';
export type Rule = Action | { readonly action: Action; readonly rest: Duration };

/** Open every day from one time of day to another, past midnight where that is earlier; not on some days, counted from the call's first. */
export interface Hours {
  readonly zone: string;
  readonly opens: string;
  readonly closes: string;
  readonly closed: readonly number[];
}

/**
 * - `ok`: answered with the contact. `lost`: carried out, its answer lost; `lost-unsent`: not even that, but who knows.
 * - `dies`, `dies-unsent`: the worker dies after or before the request is carried out. `crash`: an error nobody thought of.
 * - the others are refused.
 */
export type Send = 'ok' | 'lost' | 'lost-unsent' | 'dies' | 'dies-unsent' | 'crash' | Refusal;
export type Refusal =
  'throttled' | 'quota' | 'no-network' | 'no-permission' | 'no-such-queue' | 'not-allowed' | 'invalid';

export interface Course {
  readonly end: Ending;
  readonly ring?: Duration;
  /** Where it is answered. */
  readonly talk?: Duration;
  /** When DescribeContact knows it. @default at once */
  readonly seen?: 'late' | 'never';
  /** What comes of the first questions about it. */
  readonly asks?: readonly ('throttled' | 'broken' | 'no-permission' | 'dies')[];
  /** What comes of the first attempts to stop it; then it stops. */
  readonly stops?: readonly ('throttled' | 'ignored' | 'dies')[];
  /** When its end is told by the signal, each time: so long after it. */
  readonly told?: readonly Duration[];
}

/** `agent`: talked to an agent; `flow`: answered, and never meant to reach one. */
export type Ending = 'agent' | 'flow' | Exclude<Disposition, 'answered' | 'cancelled' | 'not-allowed'>;

/** Something that is asked of the call: so long after its start, or so long after the n-th request to dial was carried out; 0: before its answer. */
export interface Act {
  readonly at: Duration | { readonly send: number; readonly plus: Duration };
  readonly do:
    | 'pause'
    | 'resume'
    | 'cancel'
    /** Tell of the latest contact, ended or not, once more. */
    | 'tell'
    /** Tell of another call's contact. */
    | 'tell-foreign'
    /** Messages that make no sense. */
    | 'nonsense'
    | { readonly reschedule: Duration | null }
    | { readonly changePolicy: StoryPolicy };
}

export const person = '+12065550100';
export const otherNumber = '+12065550101';
const { instanceId, contactFlowId, queues } = simulatedInstance;
export const queueOf = { 'own team': queues[0].queueId, overflow: queues[1].queueId } as const;

/** @param day the call's first day, an instant of its midnight in UTC */
export function requestOf(story: Story, day: number): OutboundCallInput {
  return { destinationPhoneNumber: person, policy: policyOf(story.policy, day) };
}

export function policyOf(policy: StoryPolicy, day: number): PolicyInput {
  const { hours } = policy;
  return {
    instanceId,
    contactFlowId,
    reachedWhen: policy.connectedIsReached ? 'connected' : 'agent',
    steps: policy.steps.map((step, index) => ({
      name: nameOf(index),
      queueId: queueOf[step.from],
      ...(step.toOther ? { destinationPhoneNumber: otherNumber } : {}),
      attempts: step.attempts,
      retryAfter: step.rest,
      backoff: step.backoff,
    })),
    on: Object.fromEntries(
      Object.entries(policy.on ?? {}).map(([disposition, rule]) => [
        disposition,
        typeof rule === 'string' ? rule : { action: rule.action, retryAfter: rule.rest },
      ]),
    ),
    limits: { attempts: policy.mostAttempts, deadline: policy.deadline },
    resend: policy.never ? 'never' : 'same-token',
    resendWindow: policy.window ?? defaults.window,
    quietPeriod: policy.quiet ?? defaults.quiet,
    ...(hours ? { callingHours: { timeZone: hours.zone, ...scheduleOf(hours, day) } } : {}),
  };
}

export function scheduleOf({ opens, closes, closed }: Hours, day: number) {
  const segment: [string, string] = [opens, closes];
  return {
    weekly: {
      ...{ monday: [segment], tuesday: [segment], wednesday: [segment], thursday: [segment] },
      ...{ friday: [segment], saturday: [segment], sunday: [segment] },
    },
    closedOn: closed.map((later) => new Date(day + later * ms('1d')).toISOString().slice(0, 10)),
  };
}

export function nameOf(index: number): string {
  return `s${index + 1}`;
}

/** What a story that says nothing means. */
export const defaults = { window: '60s', quiet: '15m', ring: '20s', talk: '90s' } as const;
