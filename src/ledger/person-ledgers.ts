import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  type Client,
  type Workflow,
} from '@temporalio/client';
import type { CallIdentity } from '../domain/call/attempt';
import type { LedgerReport } from '../domain/ledger/apply-report';
import { underWay } from '../domain/ledger/ledger';
import type { Reservation, Reserved } from '../domain/ledger/reserve';
import {
  closeLedgerUpdate,
  optOutPersonSignal,
  readLedgerQuery,
  reportToLedgerSignal,
  reserveAttemptUpdate,
} from '../contract/ledger-messages';
import { WorkflowType } from '../contract/workflow-types';
import { personLedgerId } from './names';
import { runningSince } from './running';

export interface PersonLedgersOptions {
  readonly client: Client;
  /** The calls' task queue: ledgers belong to them and run there. */
  readonly taskQueue: string;
  /** The first is in use; ledgers under the others are moved. */
  readonly keys: readonly [string, ...string[]];
}

/** The ledgers of people. Each is a workflow that its first message starts. */
export class PersonLedgers {
  constructor(private readonly options: PersonLedgersOptions) {}

  /** Report to a ledger. Durable as soon as the server has it, even while no worker runs. */
  async report(e164: string, report: LedgerReport): Promise<void> {
    await this.reportTo(await this.current(e164), report);
  }

  /** Notify every registered running call. Without a ledger there are none. */
  async optOut(e164: string, message: { readonly reason?: string }): Promise<void> {
    const workflowId = await this.current(e164);
    try {
      await this.options.client.workflow.getHandle(workflowId).signal(optOutPersonSignal, message);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  /** @param updateId the server answers requests with the same ID only once */
  async reserve(e164: string, reservation: Reservation, updateId: string): Promise<Reserved> {
    const workflowId = await this.current(e164);
    return this.options.client.workflow.executeUpdateWithStart<Workflow, Reserved, [Reservation]>(
      reserveAttemptUpdate,
      {
        args: [reservation],
        updateId,
        startWorkflowOperation: new WithStartWorkflowOperation(WorkflowType.Ledger, {
          ...this.startOptions(workflowId),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      },
    );
  }

  /** The calls that have an attempt to the person reserved or under way. Requires a running worker. */
  async underWay(e164: string): Promise<readonly CallIdentity[]> {
    const { client } = this.options;
    const workflowId = await this.current(e164);
    if (!(await runningSince(client, workflowId))) return [];
    const handle = client.workflow.getHandle(workflowId);
    return underWay((await handle.query(readLedgerQuery)).ledger);
  }

  /** The IDs of a person's ledgers, under every key. */
  idsOf(e164: string): string[] {
    const { keys, taskQueue } = this.options;
    return [...new Set(keys)].map((key) => personLedgerId(key, { taskQueue, e164 }));
  }

  /** The ID of the ledger under the current key, after ledgers under earlier keys were moved into it. */
  private async current(e164: string): Promise<string> {
    const [id = '', ...earlier] = this.idsOf(e164);
    for (const before of earlier) await this.move(before, id);
    return id;
  }

  /**
   * Adopt the contents first and close the old ledger afterwards. If it changed meanwhile, it is read again.
   *
   * @throws Error when it changes in every round
   */
  private async move(from: string, to: string): Promise<void> {
    const { client } = this.options;
    const handle = client.workflow.getHandle(from);
    for (let round = 1; await runningSince(client, from); round += 1) {
      if (round > mostRounds) {
        throw new Error(
          `A person's ledger under an earlier key (${from}) could not be moved: it changed ${mostRounds} times meanwhile. Nothing is dialed to the person until it is moved. Check whether some workers have only that key.`,
        );
      }
      const { ledger, changes } = await handle.query(readLedgerQuery);
      await this.reportTo(to, { adopted: ledger });
      try {
        if (await handle.executeUpdate(closeLedgerUpdate, { args: [{ changes }] })) return;
      } catch (error) {
        // Another process has moved it.
        if (await runningSince(client, from)) throw error;
      }
    }
  }

  private async reportTo(workflowId: string, report: LedgerReport): Promise<void> {
    await this.options.client.workflow.signalWithStart(WorkflowType.Ledger, {
      ...this.startOptions(workflowId),
      signal: reportToLedgerSignal,
      signalArgs: [report],
    });
  }

  private startOptions(workflowId: string) {
    const { taskQueue } = this.options;
    return { taskQueue, workflowId, staticSummary: 'Who called one person, and how that ended', args: [] };
  }
}

/** After these, the caller fails and may retry later. */
const mostRounds = 10;
