import type { Client } from '@temporalio/client';
import { checkedNumber, checkedOptOut } from '../domain/ledger/checked-opt-out';
import type { OptOut } from '../domain/ledger/opt-outs';
import { optOut } from './opt-out';
import { OptOutList } from './opt-out-list';
import { PersonLedgers } from './person-ledgers';

export interface OptOutsOptions {
  readonly client: Client;
  /** The task queue of the calls: the list belongs to them. */
  readonly taskQueue: string;
  /** The ledger's keys, which find a number's running calls. */
  readonly keys: readonly [string, ...string[]];
}

/** The do-not-call list of a task queue's calls. A worker has to run. */
export class OptOuts {
  private readonly list: OptOutList;
  private readonly ledgers: PersonLedgers;

  constructor({ client, taskQueue, keys }: OptOutsOptions) {
    this.list = new OptOutList({ client, taskQueue });
    this.ledgers = new PersonLedgers({ client, taskQueue, keys });
  }

  /**
   * Put a number on the list and end every running call to it as `opted-out`. A call that has not dialed yet ends at once.
   *
   * @param e164 such as `+12065550100`
   * @throws TypeError when it is not a number in E.164
   * @throws NotListedError when the list is full (`isFull`) or can't be reached. Running calls end all the same where they can be reached
   */
  async add(e164: string, { reason }: { readonly reason?: string } = {}): Promise<void> {
    const since = new Date().toISOString();
    await this.import([{ number: e164, since, ...(reason === undefined ? {} : { reason }) }]);
  }

  /** Add a list kept elsewhere. Safe to repeat. @throws as `add`; `NotListedError.numbers` are those that are not on the list */
  async import(list: readonly OptOut[]): Promise<void> {
    await optOut({ list: this.list, ledgers: this.ledgers }, list.map(checkedOptOut));
  }

  /** The entry of a number; undefined when it is not on the list. @throws TypeError when it is not a number in E.164 */
  async find(e164: string): Promise<OptOut | undefined> {
    return this.list.find(checkedNumber(e164));
  }

  /** The whole list, in no order. */
  async all(): Promise<readonly OptOut[]> {
    return this.list.all();
  }

  /** Take a number off the list: it may be called again. Calls that ended as `opted-out` stay ended. */
  async remove(e164: string): Promise<void> {
    await this.list.remove([checkedNumber(e164)]);
  }
}
