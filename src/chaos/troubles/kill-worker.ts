import type { KillWorker } from '../plan/troubles';
import type { World } from '../run/world';
import { whenSomeCallWaits } from './some-call-waits';

/** SIGKILL, at the moment that the plan names. A point that is not reached within the patience kills nobody. */
export async function killWorker(
  { worker, point, lasts, clockOff }: KillWorker,
  { workers, client, chronicle }: World,
): Promise<void> {
  const next = { after: lasts, clockOff };
  if (point === 'while-waiting') {
    // Whichever worker holds the waiting call in its memory, it is among them.
    await chronicle.during({ what: 'kill-worker', detail: `all, ${point}` }, async () => {
      if (!(await whenSomeCallWaits(client, patience))) return false;
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
const patience = 5_000;
