import type { Fault, DeliveryFaults } from '../../simulator';
import { planCalls, type PlannedCall } from './calls';
import { planEvents } from './events';
import { planQuotas, type StormQuotas } from './quotas';
import { planRequestFaults } from './request-faults';
import { planTroubles, type Trouble } from './troubles';

export interface PlanOptions {
  readonly calls: number;
  readonly seed: number;
  /** Duration of the faults. */
  readonly spanMs: number;
  readonly workers: number;
  /** Whether contact events report ends to calls, too. Needs an SQS server. */
  readonly events: boolean;
}

/** The plan of a storm: the same options give the same plan. */
export interface StormPlan extends Omit<PlanOptions, 'calls' | 'events'> {
  readonly quotas: StormQuotas;
  /** Start-to-close timeout of a dial, which detects a dead worker. With the wait for a line, a dial takes up to 13 s. */
  readonly dialTimeoutMs: number;
  readonly calls: readonly PlannedCall[];
  readonly troubles: readonly Trouble[];
  readonly requestFaults: readonly Fault[];
  /** Faults of the delivery of contact events; undefined without events. */
  readonly events: DeliveryFaults | undefined;
}

export function planStorm({ calls, seed, spanMs, workers, events }: PlanOptions): StormPlan {
  const dialTimeoutMs = spanMs >= 60_000 ? 15_000 : 6_000;
  return {
    seed,
    spanMs,
    workers,
    // The last calls begin well before the faults end.
    calls: planCalls(calls, seed, {
      lastStartMs: spanMs * 0.7,
      // Several workers may die during one dial.
      resendWindowMs: 4 * dialTimeoutMs,
    }),
    quotas: planQuotas(calls, spanMs),
    dialTimeoutMs,
    troubles: planTroubles({ seed, spanMs, workers, events }),
    requestFaults: planRequestFaults(seed, spanMs),
    events: events ? planEvents(seed) : undefined,
  };
}
