// A faulty worker: it re-sends a token however long ago the first send was.
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

/** The first decision returns the settings that the workflow uses. */
function withEndlessWindow(result: DecideResult): DecideResult {
  const { checked } = result;
  if (!checked) return result;
  const { request } = checked;
  const policy = { ...request.policy, resendWindow: 600_000 };
  return { ...result, checked: { ...checked, request: { ...request, policy } } };
}
