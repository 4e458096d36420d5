import type { KillWorker } from '../plan/troubles';
import type { World } from '../run/world';
import { isSoon, someCallWaits, someDialIsQueued } from './situations';

/** SIGKILL at the planned point. Does nothing if the point is not reached in time. */
export async function killWorker(
  { worker, point, durationMs, clockOffsetMs }: KillWorker,
  { workers, client, chronicle }: World,
): Promise<void> {
  const next = { restartDelayMs: durationMs, clockOffsetMs };
  if (point === 'while-waiting' || point === 'while-queued') {
    // All workers, since any of them may have the call.
    await chronicle.during({ what: 'kill-worker', detail: `all, ${point}` }, async () => {
      const isSo = point === 'while-waiting' ? someCallWaits : someDialIsQueued;
      if (!(await isSoon(() => isSo(client), timeoutMs))) return false;
      const killed = await Promise.all(workers.map((one) => one.kill(point, next, timeoutMs)));
      return killed.includes(true);
    });
    return;
  }
  await chronicle.during({ what: 'kill-worker', detail: `${worker}, ${point}` }, async () => {
    const victim = workers[worker];
    return (await victim?.kill(point, next, timeoutMs)) ?? false;
  });
}

const timeoutMs = 15_000;
