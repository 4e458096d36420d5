// A worker that is broken on purpose: each call counts its own attempts alone, since the ledger gets no limits to check.
import { runStormWorker } from '../../../src/chaos/processes/run-worker';
import type { DialInput } from '../../../src/contract/dial';

void runStormWorker({
  interceptors: {
    activity: [
      ({ info }) => ({
        inbound: {
          execute: (input, next) =>
            next(
              info.activityType === 'outboundDial' ? { ...input, args: input.args.map(unlimited) } : input,
            ),
        },
      }),
    ],
  },
});

function unlimited(given: unknown): unknown {
  const input = given as DialInput;
  return input.ledger ? { ...input, ledger: { ...input.ledger, checks: [] } } : input;
}
