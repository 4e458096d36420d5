// A worker that is broken on purpose: another run of the same call has other tokens.
import { activityInfo } from '@temporalio/activity';
import { runStormWorker } from '../../../src/chaos/processes/run-worker';
import { withToken } from './with-token';

void runStormWorker({
  connect: withToken((token) => `${activityInfo().workflowExecution?.runId ?? ''}.${token}`),
});
