import type { ExchangeLog } from '../network/exchange-log';
import { Link } from '../network/link';

/** The network between a process and the two servers that it talks to. */
export interface Links {
  readonly temporal: Link;
  readonly simulator: Link;
}

export interface LinksOptions {
  readonly temporalPort: number;
  readonly simulatorPort: number;
  readonly latency: () => number;
  /** Who listens to what passes to the simulator. @default nobody */
  readonly tap?: () => ReturnType<ExchangeLog['tap']>;
}

export async function openLinks({ temporalPort, simulatorPort, latency, tap }: LinksOptions): Promise<Links> {
  return {
    temporal: await Link.open(temporalPort, { latency }),
    simulator: await Link.open(simulatorPort, { latency, ...(tap ? { tap } : {}) }),
  };
}

/** Let everything pass again. */
export async function healLinks({ temporal, simulator }: Links): Promise<void> {
  await Promise.all([temporal.suffer(undefined), simulator.suffer(undefined)]);
}

export function closeLinks({ temporal, simulator }: Links): void {
  temporal.close();
  simulator.close();
}
