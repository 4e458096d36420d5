import type { Duration } from '@temporalio/common';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { CallPersonOptions } from './begin-call';

export interface PersonInTurn {
  /** Names the person, such as `primary`; another one for each person. Part of workflow IDs, which Temporal shows in clear. */
  readonly id: string;
  /** With the person's own number, place, policy and limits. */
  readonly request: OutboundCallInput;
}

export interface CallInTurnOptions extends CallPersonOptions {
  /** How often each person is called at most, 1 to 100. @default 1 */
  readonly rounds?: number;
  /** The wait before another round. @default none */
  readonly between?: Duration;
  /**
   * What ends it. `reached`: the first person who is reached, as their policy's `reachedWhen` defines. `acknowledged`: only an
   * acknowledgement, also after people were reached. An acknowledgement ends it in either case.
   *
   * @default "reached"
   */
  readonly until?: 'reached' | 'acknowledged';
}
