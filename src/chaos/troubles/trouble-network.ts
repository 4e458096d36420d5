import { setTimeout as delay } from 'node:timers/promises';
import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** The network between a worker, or the event bridge, and what it talks to. */
export async function troubleNetwork(
  { whose, link, how, lasts }: Extract<TroubleKind, { kind: 'network' }>,
  { workers, events, chronicle }: World,
): Promise<void> {
  await chronicle.during(
    { what: 'network', detail: `${whose} to ${link}, ${how} for ${lasts} ms` },
    async () => {
      const links = whose === 'bridge' ? events?.bridge.links : workers[whose]?.links;
      const suffering = links?.[link];
      await suffering?.suffer(how);
      await delay(lasts);
      await suffering?.suffer(undefined);
      return suffering !== undefined;
    },
  );
}
