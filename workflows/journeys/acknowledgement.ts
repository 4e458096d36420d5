import { ApplicationFailure, log } from '@temporalio/workflow';
import { FailureType } from '../../src/contract/failure-type';
import {
  acknowledgeSignal,
  acknowledgeUpdate,
  type Acknowledgement,
} from '../../src/contract/in-turn-messages';
import { onSignal, onUpdate } from '../handle';

/** Whether people are still called in turn, and who has acknowledged. */
export interface Turn {
  acknowledged: Acknowledgement | undefined;
  isOver: boolean;
}

/** The first acknowledgement counts. */
export function handleAcknowledgements(): Turn {
  const turn: Turn = { acknowledged: undefined, isOver: false };
  const acknowledge = (given: Acknowledgement) => (turn.acknowledged ??= given);
  onUpdate(acknowledgeUpdate, acknowledge, 'Somebody has taken it on', (given) => {
    const why = whyLate(turn, given);
    if (why !== undefined) throw ApplicationFailure.nonRetryable(why, FailureType.MessageRefused);
  });
  onSignal(
    acknowledgeSignal,
    (given) => {
      const why = whyLate(turn, given);
      if (why === undefined) acknowledge(given);
      else log.warn(`Signal acknowledge ignored: ${why}`);
    },
    'Somebody has taken it on',
  );
  return turn;
}

/** The same acknowledgement may come again. */
function whyLate({ acknowledged, isOver }: Turn, { by }: Acknowledgement): string | undefined {
  if (acknowledged?.by === by) return undefined;
  if (acknowledged) return `It is already acknowledged by ${acknowledged.by}.`;
  return isOver ? 'Nobody is called any more.' : undefined;
}
