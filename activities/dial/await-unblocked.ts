import { activityInfo, getClient } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FailureType } from '../../src/connect';
import type { CallIdentity } from '../../src/domain/call/attempt';
import type { CheckHold } from './check-hold';
import type { ActivityDependencies } from '../dependencies';
import type { BusyPeople } from '../memory/busy-people';
import { ledgersOn } from '../ledger/ledgers';
import { SharedAnswers } from '../memory/shared-answers';
import type { AwaitUnblockedInput } from '../../src/contract/dial';

/**
 * Wait until a hold is released, or until no other call has an attempt to the person under way. Like `awaitContact`, it holds no
 * worker slot between polls and adds no history event. Polling with real dials would use up lines and the dial rate.
 *
 * @throws ApplicationFailure `OnHold` or `OtherCall` (benign, retried)
 */
export function createAwaitUnblocked(
  dependencies: ActivityDependencies,
  checkHold: CheckHold,
  busyPeople: BusyPeople,
) {
  const underWay = new SharedAnswers<readonly CallIdentity[]>();

  return async function awaitUnblocked({ call, person, block }: AwaitUnblockedInput): Promise<void> {
    const { taskQueue } = activityInfo();
    if (block.by === 'hold') {
      const hold = await checkHold({ taskQueue, instanceId: block.instanceId });
      if (hold) throw still(FailureType.OnHold, `On hold since ${hold.since}`);
      return;
    }
    const { ledgers } = ledgersOn(taskQueue, dependencies);
    // What a dial has just learned is newer than a shared answer.
    const busyWith = busyPeople.get(person)?.call;
    if (busyWith !== undefined && busyWith !== call.workflowId) throw otherCall(busyWith);
    const options = { now: performance.now(), maxAge: reuseForMs };
    const { value: calls } = await underWay.get(person, options, () =>
      getClient().withDeadline(Date.now() + timeoutMs, () => ledgers.underWay(person)),
    );
    const other = calls.find(({ firstExecutionRunId }) => firstExecutionRunId !== call.firstExecutionRunId);
    if (other) throw otherCall(other.workflowId);
  };
}

function otherCall(workflowId: string): ApplicationFailure {
  return still(FailureType.OtherCall, `The call ${workflowId} is dialing the person or talking to them`);
}

function still(type: FailureType, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, category: ApplicationFailureCategory.BENIGN });
}

/** All calls of a worker that wait for one person share an answer for this long; milliseconds. */
const reuseForMs = 250;

/** The answer must arrive before Temporal times the activity out; milliseconds. */
const timeoutMs = 8_000;
