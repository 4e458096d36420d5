import { setTimeout as delay } from 'node:timers/promises';
import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** The network between a worker and what it talks to. */
export async function troubleNetwork(
  { worker, link, how, lasts }: Extract<TroubleKind, { kind: 'network' }>,
  { workers, chronicle }: World,
): Promise<void> {
  await chronicle.during(
    { what: 'network', detail: `${worker} to ${link}, ${how} for ${lasts} ms` },
    async () => {
      const suffering = workers[worker]?.links[link];
      await suffering?.suffer(how);
      await delay(lasts);
      await suffering?.suffer(undefined);
      return true;
    },
  );
}
