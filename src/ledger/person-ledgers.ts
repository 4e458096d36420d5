import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  type Client,
  type Workflow,
} from '@temporalio/client';
import type { CallIdentity } from '../domain/call/attempt';
import {
  underWay,
  type Ledger,
  type LedgerNews,
  type Reservation,
  type Reserved,
} from '../domain/ledger/ledger';
import { LedgerMessage, ledgerWorkflow } from '../domain/ledger/ledger-messages';
import { personLedgerId } from './names';
import { runningSince } from './running';

export interface PersonLedgersOptions {
  readonly client: Client;
  /** That of the calls: ledgers are theirs, and run there. */
  readonly taskQueue: string;
  /** The first is in use; what is found under the others is moved. */
  readonly keys: readonly [string, ...string[]];
}

/** The ledgers of people, each of them a workflow that is started by whoever has something to tell it first. */
export class PersonLedgers {
  constructor(private readonly options: PersonLedgersOptions) {}

  /** Durable as soon as the server has it, whether a worker runs or not. */
  async tell(e164: string, news: LedgerNews): Promise<void> {
    await this.tellOne(await this.current(e164), news);
  }

  /** Every running call that is registered hears of it; where there is no ledger, none is. */
  async optOut(e164: string, news: { readonly reason?: string }): Promise<void> {
    const workflowId = await this.current(e164);
    try {
      await this.options.client.workflow.getHandle(workflowId).signal(LedgerMessage.OptOut, news);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  /** @param updateId the same one is the same question: it is answered once */
  async reserve(e164: string, reservation: Reservation, updateId: string): Promise<Reserved> {
    const workflowId = await this.current(e164);
    return this.options.client.workflow.executeUpdateWithStart<Workflow, Reserved, [Reservation]>(
      LedgerMessage.Reserve,
      {
        args: [reservation],
        updateId,
        startWorkflowOperation: new WithStartWorkflowOperation(ledgerWorkflow, {
          ...this.startOptions(workflowId),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      },
    );
  }

  /** The calls that have an attempt to the person reserved or under way, as a worker of their ledger tells. */
  async underWay(e164: string): Promise<readonly CallIdentity[]> {
    const { client } = this.options;
    const workflowId = await this.current(e164);
    if (!(await runningSince(client, workflowId))) return [];
    const handle = client.workflow.getHandle(workflowId);
    return underWay((await handle.query<LedgerReading>(LedgerMessage.Read)).ledger);
  }

  /** The IDs of a person's ledgers, under every key. */
  idsOf(e164: string): string[] {
    const { keys, taskQueue } = this.options;
    return [...new Set(keys)].map((key) => personLedgerId(key, { taskQueue, e164 }));
  }

  /** The ledger under the key in use, which knows by then what those under earlier keys knew. */
  private async current(e164: string): Promise<string> {
    const [id = '', ...earlier] = this.idsOf(e164);
    for (const before of earlier) await this.move(before, id);
    return id;
  }

  /**
   * Adopted first and closed afterwards: what is told to the old one meanwhile is read again.
   *
   * @throws Error when it is told something each time
   */
  private async move(from: string, to: string): Promise<void> {
    const { client } = this.options;
    const handle = client.workflow.getHandle(from);
    for (let round = 1; await runningSince(client, from); round += 1) {
      if (round > mostRounds) {
        throw new Error(
          `A person's ledger under an earlier key (${from}) could not be moved: it has changed ${mostRounds} times meanwhile. Are there workers that have only that key?`,
        );
      }
      const { ledger, changes } = await handle.query<LedgerReading>(LedgerMessage.Read);
      await this.tellOne(to, { adopted: ledger });
      try {
        if (await handle.executeUpdate<boolean, [object]>(LedgerMessage.Close, { args: [{ changes }] }))
          return;
      } catch (error) {
        // Somebody else has moved it.
        if (await runningSince(client, from)) throw error;
      }
    }
  }

  private async tellOne(workflowId: string, news: LedgerNews): Promise<void> {
    await this.options.client.workflow.signalWithStart(ledgerWorkflow, {
      ...this.startOptions(workflowId),
      signal: LedgerMessage.Tell,
      signalArgs: [news],
    });
  }

  private startOptions(workflowId: string) {
    const { taskQueue } = this.options;
    return { taskQueue, workflowId, staticSummary: 'Who called one person, and how that ended', args: [] };
  }
}

interface LedgerReading {
  readonly ledger: Ledger;
  readonly changes: number;
}

/** Whoever asked for the move tries again later. */
const mostRounds = 10;
