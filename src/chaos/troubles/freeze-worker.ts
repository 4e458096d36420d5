import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** A worker that stands still and goes on, with tasks in its hands that others may have been given meanwhile. */
export async function freezeWorker(
  { worker, lasts }: Extract<TroubleKind, { kind: 'freeze-worker' }>,
  { workers, chronicle }: World,
): Promise<void> {
  await chronicle.during({ what: 'freeze-worker', detail: `${worker} for ${lasts} ms` }, async () => {
    await workers[worker]?.freeze(lasts);
    return true;
  });
}
