import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  type Client,
  type Workflow,
} from '@temporalio/client';
import { OptOutsMessage, optOutsWorkflow } from '../domain/contacts/ledger-messages';
import type { OptOut, OptOutChange } from '../domain/contacts/opt-outs';
import { allOptOutsIds, optOutsId } from './names';
import { runningSince } from './running';

export interface OptOutListOptions {
  readonly client: Client;
  /** That of the calls: the list is theirs, and its workflows run there. */
  readonly taskQueue: string;
}

/** The do-not-call list: in parts, each of them a workflow that never ends. */
export class OptOutList {
  constructor(private readonly options: OptOutListOptions) {}

  /** What the list says of a number. A worker answers, also for a part that was terminated. */
  async find(e164: string): Promise<OptOut | undefined> {
    const found = await this.ask<OptOut | null>(
      optOutsId(this.options.taskQueue, e164),
      OptOutsMessage.Find,
      e164,
    );
    return found ?? undefined;
  }

  async all(): Promise<readonly OptOut[]> {
    const lists = allOptOutsIds(this.options.taskQueue).map((id) =>
      this.ask<readonly OptOut[]>(id, OptOutsMessage.List),
    );
    return (await Promise.all(lists)).flatMap((list) => list ?? []);
  }

  /** @throws WorkflowUpdateFailedError whose cause has the type `OptOutListFull` */
  async add(optOuts: readonly OptOut[]): Promise<void> {
    for (const [id, some] of this.inParts(optOuts, ({ number }) => number)) {
      await this.change(id, { add: some });
    }
  }

  /** @param numbers E.164 */
  async remove(numbers: readonly string[]): Promise<void> {
    for (const [id, some] of this.inParts(numbers, (number) => number)) {
      await this.change(id, { remove: some });
    }
  }

  private async change(workflowId: string, change: OptOutChange): Promise<void> {
    const { client, taskQueue } = this.options;
    // One that was terminated goes on with what it knew.
    const before = (await runningSince(client, workflowId))
      ? []
      : ((await this.ask<readonly OptOut[]>(workflowId, OptOutsMessage.List)) ?? []);
    await client.workflow.executeUpdateWithStart<Workflow, number, [OptOutChange]>(OptOutsMessage.Change, {
      args: [change],
      startWorkflowOperation: new WithStartWorkflowOperation(optOutsWorkflow, {
        workflowId,
        taskQueue,
        staticSummary: 'A part of the do-not-call list',
        args: [before],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  }

  /** @returns undefined when there is no such part yet */
  private async ask<T>(workflowId: string, query: string, ...numbers: string[]): Promise<T | undefined> {
    try {
      return await this.options.client.workflow.getHandle(workflowId).query<T, string[]>(query, ...numbers);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  /** By the part of the list that they belong to, so many at a time. */
  private inParts<T>(items: readonly T[], numberOf: (item: T) => string): [string, T[]][] {
    const byPart = new Map<string, T[]>();
    for (const item of items) {
      const id = optOutsId(this.options.taskQueue, numberOf(item));
      const some = byPart.get(id);
      if (some) some.push(item);
      else byPart.set(id, [item]);
    }
    return [...byPart].flatMap(([id, all]) => {
      const batches: [string, T[]][] = [];
      for (let at = 0; at < all.length; at += mostAtOnce) batches.push([id, all.slice(at, at + mostAtOnce)]);
      return batches;
    });
  }
}

const mostAtOnce = 500;
