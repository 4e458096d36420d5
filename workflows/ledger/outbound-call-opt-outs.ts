import { ApplicationFailure, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import {
  changedOptOuts,
  mostOptOutCharacters,
  sizeOfOptOuts,
  type OptOut,
} from '../../src/domain/ledger/opt-outs';
import { changeOptOutsUpdate, findOptOutQuery, listOptOutsQuery } from '../../src/contract/opt-outs-messages';
import { FailureType } from '../../src/contract/failure-type';
import { onQuery, onUpdate } from '../handle';

/**
 * One part of the do-not-call list. It stores the numbers themselves, so neither a change of keys nor the erasure of a person's
 * other data can lose them. It never ends.
 */
export async function outboundCallOptOuts(given: readonly OptOut[] = []): Promise<void> {
  let optOuts = given;
  let updates = 0;

  onQuery(
    findOptOutQuery,
    (number) => optOuts.find((one) => one.number === number) ?? null,
    'The entry of a number',
  );
  onQuery(listOptOutsQuery, () => optOuts, 'All entries');
  onUpdate(
    changeOptOutsUpdate,
    (change) => {
      optOuts = changedOptOuts(optOuts, change);
      updates += 1;
      return optOuts.length;
    },
    'Add numbers to the list, or remove them',
    (change) => {
      if (!change.add?.length || sizeOfOptOuts(changedOptOuts(optOuts, change)) <= mostOptOutCharacters)
        return;
      throw ApplicationFailure.nonRetryable(
        `This part of the do-not-call list is full: its ${optOuts.length} numbers and their reasons take all its room. Later calls still reach the person. Add the number without a reason, or keep the list elsewhere and check it before each dial (policy.beforeDial)`,
        FailureType.OptOutListFull,
      );
    },
  );

  await condition(() => updates >= mostUpdates || workflowInfo().continueAsNewSuggested);
  await continueAsNew<typeof outboundCallOptOuts>(optOuts);
}

/** Temporal accepts 2,000 updates per run. */
const mostUpdates = 500;
