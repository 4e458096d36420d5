import type { CallPhase } from '../../domain/call/call-status';
import type { Dice } from './dice';

/** An operation on a running call. */
export type Act =
  | { readonly do: 'cancel' | 'pause' | 'resume' | 'reschedule-now' | 'start-again' | 'terminate' }
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
  { kind: 'terminate', weight: 2 },
  { kind: 'nothing', weight: 59 },
] as const;

export type Ordeal = (typeof ordeals)[number]['kind'];

/** The acts of an ordeal. A paused call is always resumed. */
export function actsOf(ordeal: Ordeal, dice: Dice): PlannedAct[] {
  const act = (what: Act, when?: PlannedAct['when']): PlannedAct => ({
    afterMs: Math.round(dice.between(0, 1_000)),
    act: what,
    ...(when ? { when } : {}),
  });
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
    .map(act);
}
