import { setTimeout as delay } from 'node:timers/promises';
import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

type Restart = Extract<TroubleKind, { kind: 'restart-server' | 'restart-simulator' }>;

/** The Temporal server, on the same file. */
export async function restartServer(trouble: Restart, { server, chronicle }: World): Promise<void> {
  await restart(trouble, server, chronicle);
}

/** Amazon Connect's stand-in, with its journal. */
export async function restartSimulator(trouble: Restart, { simulator, chronicle }: World): Promise<void> {
  await restart(trouble, simulator, chronicle);
}

async function restart(
  { kind, lasts }: Restart,
  killable: { kill(): Promise<void>; startAgain(): Promise<void> },
  chronicle: World['chronicle'],
): Promise<void> {
  await chronicle.during({ what: kind, detail: `gone for ${lasts} ms` }, async () => {
    await killable.kill();
    await delay(lasts);
    await killable.startAgain();
    return true;
  });
}
