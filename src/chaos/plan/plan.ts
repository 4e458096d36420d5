import type { Fault, DeliveryFaults } from '../../simulator';
import { planCalls, type PlannedCall } from './calls';
import { planEvents } from './events';
import { planQuotas, type StormQuotas } from './quotas';
import { planRequestFaults } from './request-faults';
import { planTroubles, type Trouble } from './troubles';

export interface PlanOptions {
  readonly calls: number;
  readonly seed: number;
  /** How long things go wrong, milliseconds. */
  readonly span: number;
  readonly workers: number;
  /** Are calls told of their ends by contact events, too? It takes an SQS server. */
  readonly events: boolean;
}

/** All that a storm does, decided beforehand: the same options give the same plan. */
export interface StormPlan extends Omit<PlanOptions, 'calls' | 'events'> {
  readonly quotas: StormQuotas;
  /** By which a dead worker is noticed, milliseconds. Together with the wait for a line, a dial takes up to 13 s. */
  readonly dialTimeout: number;
  readonly calls: readonly PlannedCall[];
  readonly troubles: readonly Trouble[];
  readonly requestFaults: readonly Fault[];
  /** How badly contact events are delivered; undefined without any. */
  readonly events: DeliveryFaults | undefined;
}

export function planStorm({ calls, seed, span, workers, events }: PlanOptions): StormPlan {
  const dialTimeout = span >= 60_000 ? 15_000 : 6_000;
  return {
    seed,
    span,
    workers,
    // The last calls begin while there is storm enough left for them.
    calls: planCalls(calls, seed, {
      lastStart: span * 0.7,
      // Several workers may die over one dial.
      resendWindow: 4 * dialTimeout,
    }),
    quotas: planQuotas(calls, span),
    dialTimeout,
    troubles: planTroubles({ seed, span, workers, events }),
    requestFaults: planRequestFaults(seed, span),
    events: events ? planEvents(seed) : undefined,
  };
}
