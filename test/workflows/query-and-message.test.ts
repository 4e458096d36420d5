import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type ActivityInterceptorsFactory,
} from '@temporalio/worker';
import { request, withCalls, type CallTest } from '../support/calls';
import { workflowBundle } from '../support/shared-servers';

/**
 * While a query is answered the SDK may end the workflow task with a decision's marker alone. A message that comes with the
 * next task is then handled before the decision is known; in a replay it is the other way round.
 */
describe('a call that answers a query while it decides, and is told something at that moment', () => {
  let slowQueries: { code: string };
  before(async () => {
    slowQueries = await bundleWorkflowCode({
      workflowsPath: require.resolve('../../workflows'),
      workflowInterceptorModules: [require.resolve('./slow-query')],
      logger: new DefaultLogger('ERROR'),
    });
  });

  const messages: Record<string, (parts: CallTest, workflowId: string) => Promise<unknown>> = {
    paused: async ({ calls }, id) => {
      await calls.pause(id);
      await calls.resume(id);
    },
    'given another policy': ({ calls }, id) => calls.changePolicy(id, request('+12065550102').policy),
    cancelled: ({ calls }, id) => calls.cancel(id),
  };
  /** Whether the workflow task failed once for it. The call must end as it should in either case, and must replay. */
  const wasHeardTooEarly = (what: string, tell: (typeof messages)[string]): Promise<boolean> =>
    withCalls({ workers: 0 }, async (parts) => {
      const { calls, client, taskQueue } = parts;
      const workflowId = `told-${taskQueue}`;
      await calls.start(request('+12065550102'), { workflowId });
      // It waits for the first task, since there is no worker yet.
      const asked = calls.status(workflowId);
      await setTimeout(500);
      let told: Promise<unknown> | undefined;
      const asItDecides: ActivityInterceptorsFactory = () => ({
        inbound: {
          execute: (input, next) => {
            told ??= tell(parts, workflowId);
            return next(input);
          },
        },
      });
      const worker = { workflowBundle: slowQueries, interceptors: { activity: [asItDecides] } };
      await withCalls({ beside: parts, worker }, async () => {
        await asked;
        await told;
        const { outcome } = await calls.result(workflowId);
        assert.equal(outcome, what === 'cancelled' ? 'cancelled' : 'exhausted');
      });
      const history = await client.workflow.getHandle(workflowId).fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowId);
      const failures = (history.events ?? []).flatMap(
        ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? [],
      );
      for (const message of failures) assert.match(message, /heard before an earlier result/);
      return failures.length > 0;
    });

  for (const [what, tell] of Object.entries(messages)) {
    it(`goes on, on any worker, when it is ${what}`, async () => {
      // The message must reach the server while the query is answered: a machine that is busy may need another try.
      for (let tries = 1; !(await wasHeardTooEarly(what, tell)); tries++) {
        assert.ok(tries < 5, 'No message was heard before the decision in five calls');
      }
    });
  }
});
