import type { ExchangeLog } from '../network/exchange-log';
import { Link } from '../network/link';

/** The network between a process and its two servers. */
export interface Links {
  readonly temporal: Link;
  readonly simulator: Link;
}

export interface LinksOptions {
  readonly temporalPort: number;
  readonly simulatorPort: number;
  readonly latencyMs: () => number;
  /** Taps of the connections to the simulator. @default none */
  readonly tap?: () => ReturnType<ExchangeLog['tap']>;
}

export async function openLinks({
  temporalPort,
  simulatorPort,
  latencyMs,
  tap,
}: LinksOptions): Promise<Links> {
  return {
    temporal: await Link.open(temporalPort, { latencyMs }),
    simulator: await Link.open(simulatorPort, { latencyMs, ...(tap ? { tap } : {}) }),
  };
}

/** End all network troubles. */
export async function restoreLinks({ temporal, simulator }: Links): Promise<void> {
  await Promise.all([temporal.setTrouble(undefined), simulator.setTrouble(undefined)]);
}

export function closeLinks({ temporal, simulator }: Links): void {
  temporal.close();
  simulator.close();
}
