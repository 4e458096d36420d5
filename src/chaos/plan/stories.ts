import type { PolicyInput } from '../../domain/policy/policy';
import { simulatedInstance, type Disposition } from '../../simulator';
import type { SharedPerson } from './people';

/** The dispositions of one person's numbers, and the policy of the call. */
export interface Story {
  readonly name: string;
  readonly weight: number;
  /** Results of the dials of the person's number; the last one repeats. */
  readonly dispositions: readonly Disposition[];
  /** The same for the person's other number, if the policy has one. */
  readonly otherDispositions?: readonly Disposition[];
  readonly policy: (otherNumber: string) => Partial<PolicyInput> & Pick<PolicyInput, 'steps'>;
  /** Limit of attempts over all calls to the person, for longer than a storm lasts. @default none */
  readonly mostRings?: number;
}

const [ownTeam, overflow] = simulatedInstance.queues;
const fromOwnTeam = { name: 'own-team', queueId: ownTeam.queueId, retryAfter: '200ms' };
const fromOverflow = { name: 'overflow', queueId: overflow.queueId, retryAfter: '200ms' };
const twice = () => ({ steps: [{ ...fromOwnTeam, attempts: 2 }] });

/** Policies of all kinds, with more weight on those with several rings, which can go wrong more often. */
export const stories: readonly Story[] = [
  {
    name: 'busy, then answered',
    weight: 5,
    dispositions: ['busy', 'answered'],
    policy: twice,
  },
  {
    name: 'answered',
    weight: 4,
    dispositions: ['answered'],
    policy: () => ({ steps: [fromOwnTeam] }),
  },
  {
    name: 'twice no answer, then answered from another queue',
    weight: 4,
    dispositions: ['no-answer', 'no-answer', 'answered'],
    policy: () => ({ steps: [{ ...fromOwnTeam, attempts: 2 }, fromOverflow] }),
  },
  {
    name: 'a wrong number, then the other one',
    weight: 2,
    dispositions: ['invalid-number'],
    otherDispositions: ['answered'],
    policy: (otherNumber) => ({
      steps: [fromOwnTeam, { ...fromOverflow, destinationPhoneNumber: otherNumber }],
    }),
  },
  {
    name: 'hung up in the queue, then answered',
    weight: 2,
    dispositions: ['abandoned', 'answered'],
    policy: twice,
  },
  {
    name: 'a voicemail, then answered',
    weight: 2,
    dispositions: ['voicemail', 'answered'],
    policy: twice,
  },
  { name: 'never an answer', weight: 2, dispositions: ['no-answer'], policy: twice },
  {
    name: 'blocked, then answered from another queue',
    weight: 1,
    dispositions: ['blocked', 'answered'],
    policy: () => ({ steps: [fromOwnTeam, fromOverflow] }),
  },
  {
    name: 'a problem of the network, then busy, then answered',
    weight: 1,
    dispositions: ['telecom-problem', 'busy', 'answered'],
    policy: () => ({ steps: [{ ...fromOwnTeam, attempts: 3, backoff: 2 }] }),
  },
  {
    name: 'not allowed',
    weight: 0.4,
    dispositions: ['not-allowed'],
    policy: () => ({ steps: [fromOwnTeam] }),
  },
  {
    name: 'answered, and never re-sent',
    weight: 0.4,
    dispositions: ['answered'],
    policy: () => ({ steps: [fromOwnTeam], resend: 'never' }),
  },
];

/**
 * The story of each of several calls to one person. Every dial has the same result, so that it does not matter which call makes it. The
 * limit of a person who never answers leaves each call one of its two attempts on average.
 */
export function storyOf({ kind, calls }: SharedPerson): Story {
  const name = `one of several calls to a person who ${kind === 'limited' ? 'never answers' : kind}`;
  return kind === 'limited'
    ? { name, weight: 0, dispositions: ['no-answer'], policy: twice, mostRings: calls }
    : {
        name,
        weight: 0,
        dispositions: ['answered'],
        policy: () => ({ steps: [fromOwnTeam] }),
      };
}
