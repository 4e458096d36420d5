// Workflows that are broken on purpose: a cancellation does not wait for the dial that is under way.
import type { WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: (input, next) =>
        next(
          input.activityType === 'outboundDial'
            ? { ...input, options: { ...input.options, cancellationType: 'ABANDON' } }
            : input,
        ),
    },
  ],
});
