import type { Client } from '@temporalio/client';
import type { LinePool } from '../../activities';
import { laneOf, type Lane } from '../domain/lane';
import { quotasOf, type Quotas, type QuotasInput } from '../domain/quotas';
import { countWorkers } from './count-workers';
import { DialPace } from './dial-pace';
import { SharedLines } from './shared-lines';

export interface LaneOptions {
  /**
   * What Amazon Connect allows, together for all instances that have no quotas of their own. `'off'`: nothing is paced, and
   * everything goes through the calls' own task queue. @default Amazon Connect's default quotas
   */
  readonly quotas?: QuotasInput | 'off';
  /** Instances with quotas of their own, by instance ID. @default none */
  readonly instances?: Readonly<Record<string, QuotasInput>>;
}

/** What leads to one instance, or to all those without quotas of their own. */
export interface PacedLane {
  readonly queues: Lane;
  readonly quotas: Quotas;
  readonly lines: SharedLines;
  readonly pace: DialPace;
  /** What a dial waits for: a line, then its turn. */
  readonly linePool: LinePool;
}

/** With contact events, those who receive them ask with one half of the requests, and those who poll with the other. */
export const shareOfEvents = 0.5;

/** Milliseconds that a dial waits at most for a count of the workers. */
const patienceToCount = 1_000;

/** The lanes of an installation. */
export interface Lanes {
  readonly all: readonly PacedLane[];
  of(instanceId: string): PacedLane;
}

/** @throws ZodError on quotas that make no sense */
export function lanesOf(
  { quotas, instances = {} }: LaneOptions & { quotas?: QuotasInput },
  { client, taskQueue, log }: { client: Client; taskQueue: string; log?: (message: string) => void },
): Lanes {
  const lane = (input: QuotasInput | undefined, instanceId?: string): PacedLane => {
    const allowed = quotasOf(input);
    const queues = laneOf(taskQueue, instanceId);
    const limit = allowed.concurrentCalls - allowed.inboundHeadroom;
    const workflowId = ['outbound-call-lines', taskQueue, ...(instanceId ? [instanceId] : [])].join(':');
    const lines = new SharedLines({ client, taskQueue, workflowId, limit, ...(log ? { log } : {}) });
    const pace = new DialPace({
      ...allowed,
      countWorkers: (seconds) =>
        client.withDeadline(Date.now() + patienceToCount, () => countWorkers(client, queues.dial, seconds)),
    });
    const linePool: LinePool = {
      take: async (attemptId, patience, heldFor) => {
        const taken = await lines.take(attemptId, patience, heldFor);
        if (taken === 'taken') await pace.turn();
        return taken;
      },
      keep: (attemptId, heldFor) => {
        lines.keep(attemptId, heldFor);
      },
      free: (attemptId) => {
        lines.free(attemptId);
      },
    };
    return { queues, quotas: allowed, lines, pace, linePool };
  };
  const usual = lane(quotas);
  const own = new Map(Object.entries(instances).map(([id, input]) => [id, lane(input, id)]));
  return { all: [usual, ...own.values()], of: (instanceId) => own.get(instanceId) ?? usual };
}
