// Workflows that are broken on purpose: a cancelled call says that its phone is silent, and has neither hung up nor looked.
import type { WorkflowInterceptors } from '@temporalio/workflow';
import type { AwaitContactInput, AwaitContactResult } from '../../../src/contract/contact';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: (input, next) => {
        if (input.activityType === 'outboundHangUp') return Promise.resolve('stopped');
        if (input.options.summary !== 'See it end') return next(input);
        const [{ closes }] = input.args as [AwaitContactInput];
        const { plan, dialing } = closes;
        const endedAt = new Date().toISOString();
        const silent = { ...plan, ...dialing, endedAt, disposition: 'cancelled', reached: false } as const;
        const decision = { do: 'finish', outcome: 'cancelled', reasons: [] } as const;
        const decided = { decision, now: Date.now(), recorded: [silent] };
        return Promise.resolve({ result: 'ended', decided } satisfies AwaitContactResult);
      },
    },
  ],
});
