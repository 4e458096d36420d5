import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** Pause a worker; its tasks may have been given to another worker when it continues. */
export async function freezeWorker(
  { worker, durationMs }: Extract<TroubleKind, { kind: 'freeze-worker' }>,
  { workers, chronicle }: World,
): Promise<void> {
  await chronicle.during({ what: 'freeze-worker', detail: `${worker} for ${durationMs} ms` }, async () => {
    await workers[worker]?.freeze(durationMs);
    return true;
  });
}
