import type { TroubleKind } from '../plan/troubles';
import type { World } from '../run/world';

/** SIGKILL while the bridge may have messages in flight. */
export async function killBridge(
  { durationMs }: Extract<TroubleKind, { kind: 'kill-bridge' }>,
  { events, chronicle }: World,
): Promise<void> {
  await chronicle.during(
    { what: 'kill-bridge', detail: `gone for ${durationMs} ms` },
    async () => (await events?.bridge.kill(durationMs)) ?? false,
  );
}
