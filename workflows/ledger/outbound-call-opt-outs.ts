import { ApplicationFailure, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  changedOptOuts,
  mostOptOutCharacters,
  optOutListFull,
  sizeOfOptOuts,
  type OptOut,
  type OptOutChange,
} from '../../src/domain/ledger/opt-outs';
import { changeOptOutsUpdate, findOptOutQuery, listOptOutsQuery } from './ledger-messages';

/**
 * A part of the list of those who do not want to be called. It holds the numbers themselves, so that no change of keys and no
 * erasure of what else is known of a person can lose them; it never ends.
 */
export async function outboundCallOptOuts(given: readonly OptOut[] = []): Promise<void> {
  let optOuts = given;
  let updates = 0;

  setHandler(findOptOutQuery, (number) => optOuts.find((one) => one.number === number) ?? null);
  setHandler(listOptOutsQuery, () => optOuts);
  setHandler(
    changeOptOutsUpdate,
    (change) => {
      optOuts = changedOptOuts(optOuts, change);
      updates += 1;
      return optOuts.length;
    },
    {
      description: 'Put numbers on the list, or take them off it',
      validator: (change: OptOutChange) => {
        // What can't be used fails here, where it is refused; in the handler it would stop the list.
        const changed = changedOptOuts(optOuts, change);
        if (!change.add?.length || sizeOfOptOuts(changed) <= mostOptOutCharacters) return;
        throw ApplicationFailure.nonRetryable(
          `This part of the do-not-call list is full: it holds ${optOuts.length} numbers. Shorten the reasons, or keep the list elsewhere and ask it before each call`,
          optOutListFull,
        );
      },
    },
  );

  await condition(() => updates >= mostUpdates || workflowInfo().continueAsNewSuggested);
  await continueAsNew<typeof outboundCallOptOuts>(optOuts);
}

/** Temporal takes 2,000 updates a run. */
const mostUpdates = 500;
