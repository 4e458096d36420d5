import type { CallPhase } from '../../domain/call/call-status';
import type { Dice } from './dice';

/** What people and programs do to a call while it runs. */
export type Act =
  | { readonly do: 'cancel' | 'pause' | 'resume' | 'reschedule-now' | 'start-again' | 'terminate' }
  | {
      readonly do: 'reschedule';
      /** Milliseconds from then. */
      readonly by: number;
    }
  | {
      readonly do: 'reset';
      /** Which of its completed workflow tasks: 0 is the first, 1 the last. */
      readonly to: number;
    }
  | { readonly do: 'reset-parent' | 'fail-parent' | 'terminate-parent' };

export interface PlannedAct {
  /** Not before the call was seen in this state (or had ended); or not before it has begun, or ended. */
  readonly when?: CallPhase | 'begun' | 'over';
  /** Milliseconds to wait then. */
  readonly after: number;
  readonly act: Act;
}

/** What the calls of a storm go through, and how many in a hundred or so. */
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

/** The acts of an ordeal. All end by themselves: a call that was paused is resumed. */
export function actsOf(ordeal: Ordeal, dice: Dice): PlannedAct[] {
  const act = (what: Act, when?: PlannedAct['when']): PlannedAct => ({
    after: Math.round(dice.between(0, 1_000)),
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
        act({ do: 'reschedule', by: dice.whole(500, 2_500) }, at()),
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

/** Messages twice and in any order. */
function muddle(dice: Dice, act: (what: Act) => PlannedAct): PlannedAct[] {
  const messages: Act[] = [
    { do: 'pause' },
    { do: 'resume' },
    { do: 'reschedule', by: dice.whole(500, 2_000) },
    { do: 'reschedule-now' },
  ];
  return dice
    .shuffled([...messages, ...messages])
    .slice(0, 5)
    .map(act);
}
