import type { OutboundCallInput } from '../../domain/call/call';
import { simulatedInstance, type Script } from '../../simulator';
import { actsOf, ledgerActs, optOutActs, ordeals, type PlannedAct } from './acts';
import { Dice } from './dice';
import { planPeople, type SharedPerson } from './people';
import { stories, storyOf, type Story } from './stories';

/** The plan of one call of a storm. */
export interface PlannedCall {
  readonly workflowId: string;
  /** Milliseconds after the start of the run. */
  readonly startsAt: number;
  readonly story: string;
  readonly manner: Manner;
  readonly request: OutboundCallInput;
  /** Scripts of the person's numbers. */
  readonly phones: readonly { readonly e164: string; readonly script: Script }[];
  /** Acts in the storm; not performed in the run without faults. */
  readonly acts: readonly PlannedAct[];
  /** Attempts that all calls to the person may make together. @default unlimited */
  readonly mostRings?: number;
}

/** How the call is started: by `OutboundCalls`, as a workflow with a retry policy and a run timeout, or as a child workflow. */
type Manner = 'client' | 'retried' | 'child';

/** Simulated seconds per real second: rings and talks last a second or two of real time. */
export const simulatorSpeed = 40;

/**
 * Short, since a call with contact events starts to poll only after the ring timeout, in real time. Amazon Connect's minimum
 * is 15.
 */
const ringTimeoutInSeconds = 20;

export interface CallTimes {
  readonly lastStartMs: number;
  readonly resendWindowMs: number;
}

export function planCalls(count: number, seed: number, times: CallTimes): PlannedCall[] {
  const { lastStartMs } = times;
  const people = planPeople(count, new Dice(seed, 'people'));
  const alone = count - people.reduce((sum, { calls }) => sum + calls, 0);
  const dice = new Dice(seed, 'calls');
  const dealtStories = dice.deal(
    alone,
    stories.map((story) => ({ kind: story, weight: story.weight })),
  );
  const dealtOrdeals = dice.deal(alone, ordeals);
  const dealtManners = dice.deal<Manner>(alone, [
    { kind: 'client', weight: 90 },
    { kind: 'child', weight: 6 },
    // Not in a short storm: each run of such a call lasts until it times out.
    ...(count < 50 ? [] : [{ kind: 'retried' as const, weight: 4 }]),
  ]);
  const single = dealtStories.map((story, index): PlannedCall => {
    const own = new Dice(seed, `call ${index}`);
    const manner = dealtManners[index] ?? 'client';
    const ordeal = dealtOrdeals[index] ?? 'nothing';
    return {
      ...callOf(story, index, times, own),
      startsAt: Math.round((index / alone) * lastStartMs + own.between(0, lastStartMs / alone)),
      manner,
      acts: manner === 'client' ? actsOf(ordeal, own) : actsOnChain(manner, own),
    };
  });
  let next = alone;
  const shared = people.flatMap((person, index) => {
    const first = next;
    next += person.calls;
    return callsTo(person, first, times, new Dice(seed, `person ${index}`));
  });
  return [...single, ...shared];
}

/** Several calls to one person. @param first index of the first of them */
function callsTo(person: SharedPerson, first: number, times: CallTimes, dice: Dice): PlannedCall[] {
  const { kind, calls } = person;
  const story = storyOf(person);
  const { request, phones } = callOf(story, first, times, dice);
  const gapMs = kind === 'opts out' ? times.lastStartMs / 5 : dice.between(0, times.lastStartMs / 20);
  const begin = dice.between(0, times.lastStartMs / 2);
  return Array.from({ length: calls }, (_, index) => {
    const planned = callOf(story, first + index, times, dice);
    return {
      ...planned,
      request: { ...planned.request, destinationPhoneNumber: request.destinationPhoneNumber },
      phones,
      startsAt: Math.round(begin + index * gapMs),
      manner: 'client',
      acts: actsOnShared(kind, index, gapMs, dice),
      ...(story.mostRings === undefined ? {} : { mostRings: story.mostRings }),
    };
  });
}

function actsOnShared(
  kind: SharedPerson['kind'],
  index: number,
  gapMs: number,
  dice: Dice,
): readonly PlannedAct[] {
  switch (kind) {
    case 'opts out':
      return index === 0 ? optOutActs(gapMs, dice) : [];
    case 'limited':
      return index === 0 && dice.next() < 0.5 ? ledgerActs(dice) : [];
    case 'answers': {
      // While a terminated call has an attempt under way, the others wait for minutes until the ledger looks it up.
      const { kind: ordeal = 'nothing' } = dice.shuffled(ordeals)[0] ?? {};
      return ordeal === 'terminate' || ordeal === 'opt out' ? [] : actsOf(ordeal, dice);
    }
  }
}

function callOf(story: Story, index: number, { resendWindowMs }: CallTimes, dice: Dice) {
  const number = `+1${2065551000 + 2 * index}`;
  const other = `+1${2065551001 + 2 * index}`;
  const behave = (dispositions: Script['dispositions']): Script => ({
    dispositions,
    ...(answers(dispositions)
      ? { ringSeconds: dice.whole(5, ringTimeoutInSeconds - 1), talkSeconds: dice.whole(10, 100) }
      : {}),
  });
  const { instanceId, contactFlowId } = simulatedInstance;
  return {
    workflowId: `storm-${String(index + 1).padStart(4, '0')}`,
    story: story.name,
    request: {
      destinationPhoneNumber: number,
      attributes: { place: String(index + 1) },
      ringTimeoutInSeconds,
      policy: {
        instanceId,
        contactFlowId,
        reachedWhen: 'agent' as const,
        resendWindow: resendWindowMs,
        quietPeriod: '1 second',
        usualTalk: '1 second',
        limits: {
          deadline: '1 hour' as const,
          ...(story.mostRings === undefined
            ? {}
            : { rolling: [{ most: story.mostRings, within: '7 days' as const }] }),
        },
        ...story.policy(other),
      },
    },
    phones: [
      { e164: number, script: behave(story.dispositions) },
      ...(story.otherDispositions ? [{ e164: other, script: behave(story.otherDispositions) }] : []),
    ],
  };
}

/** Whether all dispositions are answered: a script's ring time applies to all of them. */
function answers(dispositions: Script['dispositions']): boolean {
  return dispositions.every((one) => one === 'answered' || one === 'voicemail' || one === 'abandoned');
}

function actsOnChain(manner: Manner, dice: Dice): PlannedAct[] {
  if (manner !== 'child') return [];
  const act = dice.pick(['reset-parent', 'fail-parent', 'terminate-parent'] as const);
  return [{ when: 'begun', afterMs: dice.whole(0, 1_000), act: { do: act } }];
}
