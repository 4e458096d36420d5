// A faulty worker: it re-sends a token however long ago the first send was.
import { runStormWorker } from '../../../src/chaos/processes/run-worker';
import type { DecideResult } from '../../../src/contract/decide';

void runStormWorker({
  interceptors: {
    activity: [
      ({ info }) => ({
        inbound: {
          execute: async (input, next) => {
            const result = await next(input);
            return info.activityType === 'outboundDecide'
              ? withEndlessWindow(result as DecideResult)
              : result;
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
