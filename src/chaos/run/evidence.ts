import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { isOpen } from '../../contract/open-run';
import type { CallResult } from '../../domain/call/call-result';
import type { ContactSnapshot, Dial } from '../../simulator';
import type { Exchange } from '../network/exchange-log';
import type { PlannedCall } from '../plan/calls';
import type { StormPlan } from '../plan/plan';
import type { EventTally } from '../processes/simulator-process';
import type { Happening } from './chronicle';
import { readJournal, type FaultsThatHit, type SimulatorClock } from './journal';
import { retryTransient } from './retry-transient';
import type { World } from './world';

/** The evidence of a run, for the judge. Plain data; instants are milliseconds since the epoch. */
export interface Evidence {
  readonly calls: readonly CallEvidence[];
  /** All rings and final contacts of the simulator; their instants are simulated time. */
  readonly dials: readonly Dial[];
  readonly contacts: readonly ContactSnapshot[];
  readonly clock: SimulatorClock;
  readonly exchanges: readonly Exchange[];
  readonly happenings: readonly Happening[];
  readonly faults: FaultsThatHit;
  /** Counts of contact events; undefined without events. */
  readonly events: EventTally | undefined;
  readonly times: RunTimes;
  /** Output of processes that ended without being killed. */
  readonly crashes: readonly string[];
}

export interface CallEvidence {
  readonly plan: PlannedCall;
  readonly closedAt: number | undefined;
  readonly end: CallEnd;
}

type CallEnd =
  | { readonly kind: 'completed'; readonly result: CallResult }
  /** The run failed, or was cancelled without a result. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'terminated' }
  | { readonly kind: 'running'; readonly why: string }
  | { readonly kind: 'missing' };

export interface RunTimes {
  readonly began: number;
  /** End of the last fault. */
  readonly healedAt: number;
  /** End of the last call. */
  readonly endedAt: number;
}

export async function gatherEvidence(
  plan: StormPlan,
  world: World,
  times: RunTimes,
  signal: AbortSignal,
): Promise<Evidence> {
  const calls: CallEvidence[] = [];
  for (const call of plan.calls) calls.push(await retryTransient(() => evidenceOf(call, world), signal));
  const [dials, contacts] = [await world.simulator.dials(), await world.simulator.contacts()];
  const { clock, faults } = await readJournal(world.journal);
  return {
    calls,
    dials,
    contacts,
    clock,
    faults,
    events: await world.simulator.events(),
    exchanges: world.exchanges.exchanges,
    happenings: world.chronicle.happenings,
    times,
    crashes: [...world.workers, ...(world.events ? [world.events.bridge] : [])].flatMap(
      ({ crashes }) => crashes,
    ),
  };
}

async function evidenceOf(plan: PlannedCall, { client, calls }: World): Promise<CallEvidence> {
  try {
    const described = await client.workflow.getHandle(plan.workflowId).describe();
    const { status, closeTime, raw } = described;
    const facts = { plan, closedAt: closeTime?.getTime() };
    if (status.name === 'TERMINATED') return { ...facts, end: { kind: 'terminated' } };
    if (isOpen(described)) {
      const { pendingWorkflowTask: task } = raw;
      const why = task ? `a workflow task was attempted ${task.attempt ?? 0} times` : 'it is waiting';
      return { ...facts, end: { kind: 'running', why } };
    }
    return { ...facts, end: await endOf(() => calls.getHandle(plan.workflowId).result()) };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { plan, closedAt: undefined, end: { kind: 'missing' } };
  }
}

async function endOf(result: () => Promise<CallResult>): Promise<CallEnd> {
  try {
    return { kind: 'completed', result: await result() };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    return { kind: 'failed', why: error.cause?.message ?? error.message };
  }
}
