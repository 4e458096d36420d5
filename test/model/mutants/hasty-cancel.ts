// Workflows that are broken on purpose: a cancelled call says that its phone is silent, and has neither hung up nor looked.
import type { WorkflowInterceptors } from '@temporalio/workflow';
import type { AwaitContactResult } from '../../../activities';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: (input, next) => {
        if (input.activityType === 'hangUp') return Promise.resolve('stopped');
        if (input.options.summary !== 'See it end') return next(input);
        const [{ contactId }] = input.args as [{ contactId: string }];
        const contact = { contactId, endedAt: new Date().toISOString(), attributes: {} };
        return Promise.resolve({ result: 'ended', contact } satisfies AwaitContactResult);
      },
    },
  ],
});
