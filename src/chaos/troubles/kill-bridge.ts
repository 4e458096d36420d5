import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** SIGKILL, with messages in its hands that nobody is told of for a while. */
export async function killBridge(
  { lasts }: Extract<TroubleKind, { kind: 'kill-bridge' }>,
  { events, chronicle }: World,
): Promise<void> {
  await chronicle.during(
    { what: 'kill-bridge', detail: `gone for ${lasts} ms` },
    async () => (await events?.bridge.kill(lasts)) ?? false,
  );
}
