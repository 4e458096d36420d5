import type { KillWorker } from '../plan/troubles';
import type { World } from '../run/world';
import { isSoon, someCallWaits, someDialIsQueued } from './situations';

/** SIGKILL, at the moment that the plan names. A point that is not reached within the patience kills nobody. */
export async function killWorker(
  { worker, point, lasts, clockOff }: KillWorker,
  { workers, client, chronicle }: World,
): Promise<void> {
  const next = { after: lasts, clockOff };
  if (point === 'while-waiting' || point === 'while-queued') {
    // Whichever worker has to do with the call, it is among them.
    await chronicle.during({ what: 'kill-worker', detail: `all, ${point}` }, async () => {
      const isSo = point === 'while-waiting' ? someCallWaits : someDialIsQueued;
      if (!(await isSoon(() => isSo(client), patience))) return false;
      const killed = await Promise.all(workers.map((one) => one.kill(point, next, patience)));
      return killed.includes(true);
    });
    return;
  }
  await chronicle.during({ what: 'kill-worker', detail: `${worker}, ${point}` }, async () => {
    const victim = workers[worker];
    return (await victim?.kill(point, next, patience)) ?? false;
  });
}

/** Milliseconds. */
const patience = 15_000;
