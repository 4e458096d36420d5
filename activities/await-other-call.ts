import { activityInfo, getClient } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FailureType } from '../src/connect';
import type { CallIdentity } from '../src/domain/attempt';
import type { ActivityDependencies } from './dependencies';
import type { EngagedPeople } from './engaged-people';
import { ledgersOn } from './ledgers';
import { SharedAnswers } from './shared-answers';

export interface AwaitOtherCallInput {
  readonly call: CallIdentity;
  /** E.164: whose ledger knows of the other call. */
  readonly person: string;
}

/**
 * Wait until no other call has an attempt to the person under way. Between two questions it holds no worker slot and writes no
 * event, as `awaitContact` does; a dial that asks would take a line of the instance, and a turn of its rate.
 *
 * @throws ApplicationFailure `OtherCall` (benign, retried)
 */
export function createAwaitOtherCall(dependencies: ActivityDependencies, engaged: EngagedPeople) {
  const underWay = new SharedAnswers<readonly CallIdentity[]>();

  return async function awaitOtherCall({ call, person }: AwaitOtherCallInput): Promise<void> {
    const { ledgers } = ledgersOn(activityInfo().taskQueue, dependencies);
    // What a dial has just heard is newer than an answer that is shared.
    const engagedBy = engaged.get(person)?.call;
    if (engagedBy !== undefined && engagedBy !== call.workflowId) throw still(engagedBy);
    const asked = { now: performance.now(), maxAge: goodFor };
    const { value: calls } = await underWay.get(person, asked, () =>
      getClient().withDeadline(Date.now() + patience, () => ledgers.underWay(person)),
    );
    const other = calls.find(({ firstExecutionRunId }) => firstExecutionRunId !== call.firstExecutionRunId);
    if (other) throw still(other.workflowId);
  };
}

function still(workflowId: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: FailureType.OtherCall,
    message: `The call ${workflowId} is dialing the person, or talks to them`,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** A worker asks for all calls that wait for one person; milliseconds. */
const goodFor = 250;

/** The answer must be there before Temporal gives the activity up; milliseconds. */
const patience = 8_000;
