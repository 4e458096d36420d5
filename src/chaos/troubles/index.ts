import type { Trouble } from '../plan/troubles';
import type { World } from '../run/world';
import { freezeWorker } from './freeze-worker';
import { killBridge } from './kill-bridge';
import { killWorker } from './kill-worker';
import { restartServer, restartSimulator } from './restart';
import { troubleNetwork } from './trouble-network';

/** Inject a fault. Resolves when it has ended. */
export async function inject(trouble: Trouble, world: World): Promise<void> {
  switch (trouble.kind) {
    case 'kill-worker':
      return killWorker(trouble, world);
    case 'freeze-worker':
      return freezeWorker(trouble, world);
    case 'restart-server':
      return restartServer(trouble, world);
    case 'restart-simulator':
      return restartSimulator(trouble, world);
    case 'kill-bridge':
      return killBridge(trouble, world);
    case 'network':
      return troubleNetwork(trouble, world);
  }
}
