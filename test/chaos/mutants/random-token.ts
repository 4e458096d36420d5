// A worker that is broken on purpose: each send of an attempt has a token of its own.
import { randomUUID } from 'node:crypto';
import { runStormWorker } from '../../../src/chaos/processes/run-worker';
import { withToken } from './with-token';

void runStormWorker({ connect: withToken(() => randomUUID()) });
