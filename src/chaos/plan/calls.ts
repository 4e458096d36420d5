import type { OutboundCallInput } from '../../domain/call/call';
import { simulatedInstance, type Script } from '../../simulator';
import { actsOf, ordeals, type PlannedAct } from './acts';
import { Dice } from './dice';
import { stories, type Story } from './stories';

/** One call of a storm: all that is decided about it beforehand. */
export interface PlannedCall {
  readonly workflowId: string;
  /** Milliseconds into the run. */
  readonly startsAt: number;
  readonly story: string;
  readonly manner: Manner;
  readonly request: OutboundCallInput;
  /** How the person's phones behave. */
  readonly phones: readonly { readonly e164: string; readonly script: Script }[];
  /** What is done to it in the storm; nothing without faults. */
  readonly acts: readonly PlannedAct[];
}

/**
 * Who starts the call: backend code, somebody by hand with a retry policy and a run timeout for the workflow, or a parent
 * workflow.
 */
export type Manner = 'client' | 'retried' | 'child';

/** Simulated seconds in a real one: a phone rings, and a person talks, for a second or two. */
export const simulatorSpeed = 40;

/**
 * Short, since a call that is told of its ends asks for itself only after so long, in real time; the shortest that Amazon
 * Connect takes is 15.
 */
const ringTimeoutInSeconds = 20;

/** All of it in milliseconds. */
export interface CallTimes {
  readonly lastStart: number;
  readonly resendWindow: number;
}

export function planCalls(count: number, seed: number, times: CallTimes): PlannedCall[] {
  const { lastStart } = times;
  const dice = new Dice(seed, 'calls');
  const dealtStories = dice.deal(
    count,
    stories.map((story) => ({ kind: story, weight: story.weight })),
  );
  const dealtOrdeals = dice.deal(count, ordeals);
  const dealtManners = dice.deal<Manner>(count, [
    { kind: 'client', weight: 90 },
    { kind: 'child', weight: 6 },
    // One call of few would take all the time of a short storm: each of its runs lasts until it times out.
    ...(count < 50 ? [] : [{ kind: 'retried' as const, weight: 4 }]),
  ]);
  return dealtStories.map((story, index) => {
    const own = new Dice(seed, `call ${index}`);
    const manner = dealtManners[index] ?? 'client';
    const ordeal = dealtOrdeals[index] ?? 'nothing';
    return {
      ...callOf(story, index, times, own),
      startsAt: Math.round((index / count) * lastStart + own.between(0, lastStart / count)),
      manner,
      acts: manner === 'client' ? actsOf(ordeal, own) : actsOnChain(manner, own),
    };
  });
}

function callOf(story: Story, index: number, { resendWindow }: CallTimes, dice: Dice) {
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
        resendWindow,
        quietPeriod: '1 second',
        usualTalk: '1 second',
        limits: { deadline: '1 hour' },
        ...story.policy(other),
      },
    },
    phones: [
      { e164: number, script: behave(story.dispositions) },
      ...(story.otherDispositions ? [{ e164: other, script: behave(story.otherDispositions) }] : []),
    ],
  };
}

/** A script's ring time is that of every disposition: it fits those only that are answered, or ring until they are given up. */
function answers(dispositions: Script['dispositions']): boolean {
  return dispositions.every((one) => one === 'answered' || one === 'voicemail' || one === 'abandoned');
}

function actsOnChain(manner: Manner, dice: Dice): PlannedAct[] {
  if (manner !== 'child') return [];
  const act = dice.pick(['reset-parent', 'fail-parent', 'terminate-parent'] as const);
  return [{ when: 'begun', after: dice.whole(0, 1_000), act: { do: act } }];
}
