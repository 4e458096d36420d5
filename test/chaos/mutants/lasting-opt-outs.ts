// A do-not-call list that is broken on purpose: nobody is ever removed from it.
import type { WorkflowInterceptors } from '@temporalio/workflow';
import type { OptOutChange } from '../../../src/domain/ledger/opt-outs';

export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      handleUpdate: (input, next) => {
        if (input.name !== 'changeOptOuts') return next(input);
        const [change = {}] = input.args as readonly OptOutChange[];
        return next({ ...input, args: [{ add: change.add ?? [] }] });
      },
    },
  ],
});
