import { setTimeout as delay } from 'node:timers/promises';
import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

type Restart = Extract<TroubleKind, { kind: 'restart-server' | 'restart-simulator' }>;

/** Restart the Temporal server with the same file. */
export async function restartServer(trouble: Restart, { server, chronicle }: World): Promise<void> {
  await restart(trouble, server, chronicle);
}

/** Restart the simulator with its journal. */
export async function restartSimulator(trouble: Restart, { simulator, chronicle }: World): Promise<void> {
  await restart(trouble, simulator, chronicle);
}

async function restart(
  { kind, durationMs }: Restart,
  killable: { kill(): Promise<void>; startAgain(): Promise<void> },
  chronicle: World['chronicle'],
): Promise<void> {
  await chronicle.during({ what: kind, detail: `gone for ${durationMs} ms` }, async () => {
    await killable.kill();
    await delay(durationMs);
    await killable.startAgain();
    return true;
  });
}
