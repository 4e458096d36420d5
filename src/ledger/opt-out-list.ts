import { WithStartWorkflowOperation, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { QueryDefinition } from '@temporalio/common';
import { changeOptOutsUpdate, findOptOutQuery, listOptOutsQuery } from '../contract/opt-outs-messages';
import { WorkflowType } from '../contract/workflow-types';
import { reasonInShort, type OptOut, type OptOutChange } from '../domain/ledger/opt-outs';
import { allOptOutsIds, optOutsId } from './names';
import { isFull, NotListedError } from './not-listed-error';
import { runningSince } from './running';

export interface OptOutListOptions {
  readonly client: Client;
  /** The calls' task queue: the list belongs to them, and its workflows run there. */
  readonly taskQueue: string;
}

/** The do-not-call list, in parts. Each part is a workflow that never ends. */
export class OptOutList {
  constructor(private readonly options: OptOutListOptions) {}

  /** The list's entry for a number. Requires a running worker; works for a terminated part too. */
  async find(e164: string): Promise<OptOut | undefined> {
    const found = await this.query(optOutsId(this.options.taskQueue, e164), findOptOutQuery, e164);
    return found ?? undefined;
  }

  async all(): Promise<readonly OptOut[]> {
    const lists = allOptOutsIds(this.options.taskQueue).map((id) => this.query(id, listOptOutsQuery));
    return (await Promise.all(lists)).flatMap((list) => list ?? []);
  }

  /**
   * Add entries. A full part does not keep others from being added. Harmless to repeat.
   *
   * @throws NotListedError with the numbers that are not on the list
   */
  async add(optOuts: readonly OptOut[]): Promise<void> {
    const parts = this.inParts(optOuts.map(inShort), numberOf);
    const refused: OptOut[] = [];
    let full: unknown;
    for (const [index, [id, some]] of parts.entries()) {
      try {
        await this.change(id, { add: some });
      } catch (error) {
        if (!isFull(error)) {
          const left = parts.slice(index).flatMap(([, others]) => others);
          throw new NotListedError([...refused, ...left].map(numberOf), error);
        }
        full = error;
        refused.push(...some);
      }
    }
    const missing = await this.missing(refused);
    if (missing.length > 0) throw new NotListedError(missing, full);
  }

  /** @param numbers E.164 */
  async remove(numbers: readonly string[]): Promise<void> {
    for (const [id, some] of this.inParts(numbers, (number) => number)) {
      await this.change(id, { remove: some });
    }
  }

  /** Some of the refused numbers may already have been on the list. */
  private async missing(refused: readonly OptOut[]): Promise<string[]> {
    const numbers: string[] = [];
    for (const [id, some] of this.inParts(refused.map(numberOf), (number) => number)) {
      const listed = (await this.query(id, listOptOutsQuery)) ?? [];
      const known = new Set(listed.map(numberOf));
      numbers.push(...some.filter((number) => !known.has(number)));
    }
    return numbers;
  }

  private async change(workflowId: string, change: OptOutChange): Promise<void> {
    const { client, taskQueue } = this.options;
    // A terminated part restarts with its entries.
    const before = (await runningSince(client, workflowId))
      ? []
      : ((await this.query(workflowId, listOptOutsQuery)) ?? []);
    await client.workflow.executeUpdateWithStart(changeOptOutsUpdate, {
      args: [change],
      startWorkflowOperation: new WithStartWorkflowOperation(WorkflowType.OptOuts, {
        workflowId,
        taskQueue,
        staticSummary: 'A part of the do-not-call list',
        args: [before],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  }

  /** @returns undefined when the part does not exist yet */
  private async query<T, Args extends string[]>(
    workflowId: string,
    query: QueryDefinition<T, Args>,
    ...numbers: Args
  ): Promise<T | undefined> {
    try {
      return await this.options.client.workflow.getHandle(workflowId).query(query, ...numbers);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  /** Groups items by their part of the list, in batches of {@link mostAtOnce}. */
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

function numberOf({ number }: OptOut): string {
  return number;
}

function inShort({ number, since, reason = '' }: OptOut): OptOut {
  const shortReason = reasonInShort(reason);
  return { number, since, ...(shortReason === '' ? {} : { reason: shortReason }) };
}
