import { setTimeout as delay } from 'node:timers/promises';
import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** A network fault between a worker or the event bridge and one of its servers. */
export async function troubleNetwork(
  { whose, link, how, durationMs }: Extract<TroubleKind, { kind: 'network' }>,
  { workers, events, chronicle }: World,
): Promise<void> {
  await chronicle.during(
    { what: 'network', detail: `${whose} to ${link}, ${how} for ${durationMs} ms` },
    async () => {
      const links = whose === 'bridge' ? events?.bridge.links : workers[whose]?.links;
      const affected = links?.[link];
      await affected?.setTrouble(how);
      await delay(durationMs);
      await affected?.setTrouble(undefined);
      return affected !== undefined;
    },
  );
}
