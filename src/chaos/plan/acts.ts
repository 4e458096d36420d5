import type { CallPhase } from '../../domain/call/call-status';
import type { Dice } from './dice';

/** An operation on a running call. */
export type Act =
  | { readonly do: 'cancel' | 'pause' | 'resume' | 'reschedule-now' | 'start-again' | 'terminate' }
  /** The person opts out, by the client or by an update of the call; or is taken off the list. */
  | { readonly do: 'opt-out' | 'opt-out-call' | 'opt-in' }
  /** Temporal's own pauses, as operators use them. */
  | { readonly do: 'pause-workflow' | 'unpause-workflow' | 'pause-ledger' | 'unpause-ledger' }
  | {
      readonly do: 'pause-activity';
      /** One of those that are pending, from 0 (first) to 1 (last). */
      readonly which: number;
    }
  | { readonly do: 'unpause-activities' }
  | {
      readonly do: 'reschedule';
      readonly byMs: number;
    }
  | {
      readonly do: 'reset';
      /** The completed workflow task, from 0 (first) to 1 (last). */
      readonly to: number;
    }
  | { readonly do: 'reset-parent' | 'fail-parent' | 'terminate-parent' };

export interface PlannedAct {
  /** Wait until the call was seen in this phase or has ended; or until it has begun or ended. */
  readonly when?: CallPhase | 'begun' | 'over';
  /** Further delay. */
  readonly afterMs: number;
  readonly act: Act;
}

/** Sequences of acts, with their weights: about a percentage of calls. */
export const ordeals = [
  { kind: 'cancel', weight: 8 },
  { kind: 'reset', weight: 5 },
  { kind: 'reset when over', weight: 3 },
  { kind: 'start again', weight: 3 },
  { kind: 'start again when over', weight: 3 },
  { kind: 'pause', weight: 5 },
  { kind: 'reschedule', weight: 4 },
  { kind: 'muddle', weight: 4 },
  { kind: 'muddle and cancel', weight: 4 },
  { kind: 'pause workflow', weight: 5 },
  { kind: 'pause workflow and cancel', weight: 2 },
  { kind: 'pause activity', weight: 5 },
  { kind: 'opt out', weight: 2 },
  { kind: 'terminate', weight: 2 },
  { kind: 'nothing', weight: 45 },
] as const;

export type Ordeal = (typeof ordeals)[number]['kind'];

/** The acts of an ordeal. Every pause is ended. */
export function actsOf(ordeal: Ordeal, dice: Dice): PlannedAct[] {
  const act = (what: Act, when?: PlannedAct['when']): PlannedAct => ({
    afterMs: Math.round(dice.between(0, 1_000)),
    act: what,
    ...(when ? { when } : {}),
  });
  /** Longer than a contact lasts. */
  const later = (what: Act) => ({ ...act(what), afterMs: Math.round(dice.between(500, 5_000)) });
  const at = () => dice.pick(states);
  switch (ordeal) {
    case 'nothing':
      return [];
    case 'cancel':
      return [act({ do: 'cancel' }, at()), ...(dice.next() < 0.5 ? [act({ do: 'cancel' })] : [])];
    case 'reset':
      return [
        act({ do: 'reset', to: dice.next() }, dice.pick(['in-progress', 'waiting', 'dialing'])),
        ...(dice.next() < 0.3 ? [act({ do: 'reset', to: 0 })] : []),
      ];
    case 'reset when over':
      return [act({ do: 'reset', to: dice.next() }, 'over')];
    case 'start again':
      return [act({ do: 'start-again' }), act({ do: 'start-again' })];
    case 'start again when over':
      return [act({ do: 'start-again' }, 'over')];
    case 'pause':
      return [act({ do: 'pause' }, at()), act({ do: 'resume' })];
    case 'reschedule':
      return [
        act({ do: 'reschedule', byMs: dice.whole(500, 2_500) }, at()),
        ...(dice.next() < 0.5 ? [act({ do: 'reschedule-now' })] : []),
      ];
    case 'muddle':
      return [...muddle(dice, act), act({ do: 'resume' })];
    case 'muddle and cancel':
      return [...muddle(dice, act), act({ do: 'cancel' }, at()), act({ do: 'resume' })];
    case 'pause workflow':
      return [act({ do: 'pause-workflow' }, at()), later({ do: 'unpause-workflow' })];
    case 'pause workflow and cancel':
      return [act({ do: 'pause-workflow' }, at()), act({ do: 'cancel' }), later({ do: 'unpause-workflow' })];
    case 'pause activity':
      return [
        act({ do: 'pause-activity', which: dice.next() }, dice.pick(['in-progress', 'dialing', 'deciding'])),
        later({ do: 'unpause-activities' }),
      ];
    case 'opt out':
      return [
        act({ do: dice.pick(['opt-out', 'opt-out-call']) }, at()),
        ...(dice.next() < 0.5 ? [act({ do: 'opt-in' })] : []),
      ];
    case 'terminate':
      return [act({ do: 'terminate' }, at())];
  }
}

const states: readonly [CallPhase, ...CallPhase[]] = ['deciding', 'waiting', 'dialing', 'in-progress'];

/** Repeated messages in random order. */
function muddle(dice: Dice, act: (what: Act) => PlannedAct): PlannedAct[] {
  const messages: Act[] = [
    { do: 'pause' },
    { do: 'resume' },
    { do: 'reschedule', byMs: dice.whole(500, 2_000) },
    { do: 'reschedule-now' },
  ];
  return dice
    .shuffled([...messages, ...messages])
    .slice(0, 5)
    .map((message) => act(message));
}

/**
 * The acts on the first of three calls to a person who opts out. The second call begins in the middle, the third after them.
 *
 * @param gapMs between the starts of the calls
 */
export function optOutActs(gapMs: number, dice: Dice): PlannedAct[] {
  return [
    {
      afterMs: Math.round(gapMs * dice.between(0.2, 0.5)),
      act: { do: dice.pick(['opt-out', 'opt-out-call']) },
    },
    { afterMs: Math.round(gapMs), act: { do: 'opt-in' } },
  ];
}

/** Temporal pauses the person's ledger: no call can dial them until it is unpaused. */
export function ledgerActs(dice: Dice): PlannedAct[] {
  return [
    { afterMs: dice.whole(0, 1_000), act: { do: 'pause-ledger' } },
    { afterMs: dice.whole(500, 5_000), act: { do: 'unpause-ledger' } },
  ];
}
