import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type ActivityInterceptorsFactory,
} from '@temporalio/worker';
import { eventually, request, withCalls, type CallTest } from '../support/calls';
import { failedTasks } from '../support/failed-tasks';
import { workflowBundle } from '../support/workflow-bundle';
import { messages, unlessOver, type Message } from './messages';

/**
 * While a query is answered the workflow task of a decision's result has to wait, and messages that come meanwhile arrive with the
 * result in one task. In which order the workflow learns of them must be the same for every worker that replays it.
 */
describe('a call that answers a query while it decides, and receives messages at that moment', () => {
  let slowQueries: { code: string };
  before(async () => {
    slowQueries = await bundleWorkflowCode({
      workflowsPath: require.resolve('../../workflows'),
      workflowInterceptorModules: [require.resolve('./slow-query')],
      logger: new DefaultLogger('ERROR'),
    });
  });

  const stories: readonly (readonly Message[])[] = [
    ['pause', 'refused reschedule'],
    ['refused reschedule', 'pause'],
    ['pause', 'refused policy'],
    ['pause', 'resume'],
    ['policy', 'another policy'],
    ['cancel'],
  ];
  for (const story of stories) {
    it(`goes on, on any worker: ${story.join(', ')}`, async () => {
      await withCalls({ workers: 0 }, (parts) => tell(parts, story));
    });
  }

  async function tell(parts: CallTest, story: readonly Message[]): Promise<void> {
    const { calls, client, taskQueue } = parts;
    const workflowId = `told-${taskQueue}`;
    let answers: Promise<unknown> | undefined;
    const asItDecides: ActivityInterceptorsFactory = () => ({
      inbound: {
        execute: async (input, next) => {
          if (!answers) {
            const asked = calls.getHandle(workflowId).status();
            answers = Promise.all([
              asked,
              ...story.map(async (name, index) => {
                await setTimeout(50 * (index + 1));
                await messages[name](parts, workflowId).catch(unlessOver);
              }),
            ]);
            // The slow query has begun, and the messages are on their way.
            await setTimeout(50 * (story.length + 1));
          }
          return next(input);
        },
      },
    });
    await calls.start(request('+12065550102'), { workflowId });
    const worker = { workflowBundle: slowQueries, interceptors: { activity: [asItDecides] } };
    await withCalls({ beside: parts, worker }, async () => {
      await eventually(() => answers);
      await answers;
    });
    // Another worker, which has never seen it, takes it up and ends it.
    await withCalls({ beside: parts }, async () => {
      await calls.getHandle(workflowId).resume().catch(unlessOver);
      const { outcome } = await calls.getHandle(workflowId).result();
      assert.equal(outcome, story.includes('cancel') ? 'cancelled' : 'exhausted');
    });
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowId);
    assert.deepEqual(failedTasks(history), []);
  }
});
