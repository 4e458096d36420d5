// A worker that is broken on purpose: it asks again for a lost answer however long ago the first send was.
import type { DecideResult } from '../../../activities';
import { runStormWorker } from '../../../src/chaos/processes/run-worker';

void runStormWorker({
  interceptors: {
    activity: [
      ({ info }) => ({
        inbound: {
          execute: async (input, next) => {
            const result = await next(input);
            return info.activityType === 'decide' ? withEndlessWindow(result as DecideResult) : result;
          },
        },
      }),
    ],
  },
});

/** The first decision tells the workflow what it goes by from then on. */
function withEndlessWindow(result: DecideResult): DecideResult {
  const { checked } = result;
  if (!checked) return result;
  const { request } = checked;
  const policy = { ...request.policy, resendWindow: 600_000 };
  return { ...result, checked: { ...checked, request: { ...request, policy } } };
}
