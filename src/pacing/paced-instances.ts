import type { Client } from '@temporalio/client';
import type { AttemptPlan } from '../domain/call/attempt';
import { byInstanceId } from '../domain/connect-id';
import { instanceQueues, type InstanceQueues } from '../domain/call/instance-queues';
import { quotasOf, type Quotas, type QuotasInput } from './quotas';
import { countWorkers } from './count-workers';
import { DialPace } from './dial-pace';
import { SharedLines } from './shared-lines';
import type { LinePool } from './line-pool';

export interface PacingOptions {
  /**
   * Amazon Connect's quotas, shared by all instances without their own. `'off'`: nothing is paced, and everything uses the calls'
   * own task queue. @default Amazon Connect's default quotas
   */
  readonly quotas?: QuotasInput | 'off';
  /** Instances with their own quotas, by instance ID or ARN. @default none */
  readonly instances?: Readonly<Record<string, QuotasInput>>;
}

/** The task queues, lines and pace of one instance, or of all instances without their own quotas. */
export interface PacedInstance {
  readonly queues: InstanceQueues;
  readonly quotas: Quotas;
  readonly lines: SharedLines;
  /** Undefined when campaign traffic shares `lines`. */
  readonly campaignLines: SharedLines | undefined;
  readonly pace: DialPace;
  /** A dial waits for a line, then for its turn. */
  linesFor(trafficType: AttemptPlan['trafficType']): LinePool;
}

/** With contact events, the event bridge gets this share of the DescribeContact requests, and the workers' polling the rest. */
export const shareOfEvents = 0.5;

/** Short, since a dial waits for the count of workers. */
const countTimeoutMs = 1_000;

/** The task queues and quotas of all instances. */
export interface PacedInstances {
  readonly all: readonly PacedInstance[];
  of(instanceId: string): PacedInstance;
}

/** @throws ZodError on invalid quotas, TypeError when an instance is named twice or by something else than an ID or ARN */
export function pacedInstances(
  { quotas, instances = {} }: PacingOptions & { quotas?: QuotasInput },
  { client, taskQueue, log }: { client: Client; taskQueue: string; log: (message: string) => void },
): PacedInstances {
  const paced = (input: QuotasInput | undefined, instanceId?: string): PacedInstance => {
    const allowed = quotasOf(input);
    const { concurrentCalls, inboundHeadroom, concurrentCampaignCalls } = allowed;
    const queues = instanceQueues(taskQueue, instanceId, concurrentCampaignCalls !== undefined);
    const linesId = ['outbound-call-lines', taskQueue, ...(instanceId ? [instanceId] : [])].join(':');
    const shared = (workflowId: string, limit: number) =>
      new SharedLines({ client, taskQueue, workflowId, limit, log });
    const lines = shared(linesId, concurrentCalls - inboundHeadroom);
    const campaignLines =
      concurrentCampaignCalls === undefined
        ? undefined
        : shared(`${linesId}:campaign`, concurrentCampaignCalls);
    const pace = new DialPace({
      ...allowed,
      countWorkers: (seconds) =>
        client.withDeadline(Date.now() + countTimeoutMs, () => countWorkers(client, queues.dial, seconds)),
    });
    const general = inTurn(lines, pace);
    const campaign = campaignLines ? inTurn(campaignLines, pace) : general;
    const linesFor = (trafficType: AttemptPlan['trafficType']) =>
      trafficType === 'CAMPAIGN' ? campaign : general;
    return { queues, quotas: allowed, lines, campaignLines, pace, linesFor };
  };
  const usual = paced(quotas);
  const own = new Map([...byInstanceId(instances)].map(([id, input]) => [id, paced(input, id)]));
  return { all: [usual, ...own.values()], of: (instanceId) => own.get(instanceId) ?? usual };
}

/** Adds the wait for a turn after a line is taken. */
function inTurn(lines: SharedLines, pace: DialPace): LinePool {
  return {
    take: async (attemptId, timeoutMs, heldForMs) => {
      const taken = await lines.take(attemptId, timeoutMs, heldForMs);
      if (taken === 'taken') await pace.turn();
      return taken;
    },
    keep: (attemptId, heldForMs) => {
      lines.keep(attemptId, heldForMs);
    },
    free: (attemptId) => {
      lines.free(attemptId);
    },
  };
}
