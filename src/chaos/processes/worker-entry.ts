import { runStormWorker } from './run-worker';

void runStormWorker();
