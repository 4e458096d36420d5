// A worker that is broken on purpose: all attempts of a call share a token.
import { runStormWorker } from '../../../src/chaos/processes/run-worker';
import { withToken } from './with-token';

void runStormWorker({ connect: withToken((token) => token.replace(/\.\d+\./, '.')) });
