import type { Info } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import type { ActivityInterceptorsFactory, WorkerOptions } from '@temporalio/worker';
import ms from 'ms';
import type { Connect } from '../../src/connect';
import type { decideNext } from '../../src/domain/decide/decide-next';
import { createTimeSkippingTestEnvironment } from '../../src/embedded';
import { BlockedCallers } from '../../activities';
import { createOutboundWorker } from '../../src/worker';
import { workflowBundle } from '../support/workflow-bundle';
import { Asking } from './asking';
import { PhoneWorld, portTo } from './phone-world';
import { ServerClock } from './server-clock';
import { Turns } from './turns';
import type { DecideInput, DecideResult } from '../../src/contract/decide';

/** A product that is broken on purpose. */
export interface Mutation {
  readonly connect?: (connect: Connect) => Connect;
  readonly decide?: (
    input: DecideInput,
    decide: (input: DecideInput) => Promise<DecideResult>,
  ) => Promise<DecideResult>;
  readonly decideNext?: typeof decideNext;
  /** With workflow interceptors that break it. */
  readonly workflowBundle?: WorkerOptions['workflowBundle'];
}

/** What stands on a stage; another one takes its place when the server fails. */
export class StageSet {
  private constructor(
    readonly client: Client,
    readonly clock: ServerClock,
    readonly world: PhoneWorld,
    readonly asking: Asking,
    readonly turns: Turns,
    readonly close: () => Promise<void>,
  ) {}

  static async open(mutation: Mutation): Promise<StageSet> {
    const environment = await createTimeSkippingTestEnvironment();
    const { address, nativeConnection } = environment;
    // Without its retries, which can't be given up. And the environment's own client moves the clock while a result is awaited.
    const connection = await Connection.connect({ address, interceptors: [] });
    const client = new Client({ connection });
    const clock = new ServerClock(environment);
    const world = new PhoneWorld(clock);
    const asking = new Asking([connection, environment.connection]);
    const turns = new Turns();
    const worker = await createOutboundWorker({
      connection: nativeConnection,
      taskQueue,
      connect: mutation.connect?.(portTo(world)) ?? world,
      quotas: 'off',
      settings: { searchAttributes: [] },
      clock: () => world.look(),
      blockedCallers: new Forgetful(),
      ...(mutation.decideNext ? { decideNext: mutation.decideNext } : {}),
      // At no instant at which something else happens in a story: see Stage.tell().
      pollDelay: () => ms('17s'),
      worker: {
        workflowBundle: mutation.workflowBundle ?? (await workflowBundle()),
        interceptors: { activity: [interceptor(client, world, clock, asking, turns, mutation)] },
      },
    });
    const running = worker.run();
    return new StageSet(client, clock, world, asking, turns, async () => {
      await asking.end();
      worker.shutdown();
      await running;
      await connection.close();
      // Stays open: a request that is being tried again would find it shut, which nobody could catch.
      Object.assign(environment.connection, { close: () => Promise.resolve() });
      await environment.teardown();
    });
  }
}

export const taskQueue = 'stories';

/** The model knows one call, and not what a worker has learned from others. */
class Forgetful extends BlockedCallers {
  override note(): void {
    // Nothing is kept.
  }
}

/** The settings that a story asks for, and activities whose own pauses pass on the server's clock. */
function interceptor(
  client: Client,
  world: PhoneWorld,
  clock: ServerClock,
  asking: Asking,
  turns: Turns,
  mutation: Mutation,
): ActivityInterceptorsFactory {
  return (context) => {
    Object.assign(context, { sleep: (milliseconds: number) => clock.pass(milliseconds) });
    return {
      inbound: {
        execute: async (input, next) => {
          const turn = async <T>(work: () => Promise<T>) => {
            const timesOutAt = (await clock.now()) + context.info.startToCloseTimeoutMs;
            try {
              return await turns.activity(context.info, () => asking.until(work));
            } finally {
              await asking.until(() => letGoOfForgotten(context.info, timesOutAt, client, clock));
            }
          };
          if (context.info.activityType !== 'outboundDecide') return turn(() => next(input));
          const decide = (changed: DecideInput) =>
            next({ ...input, args: [changed] }) as Promise<DecideResult>;
          const [given] = input.args as [DecideInput];
          const result = await turn(() => mutation.decide?.(given, decide) ?? decide(given));
          const { story } = world.calls.get(context.info.workflowExecution?.workflowId ?? '') ?? {};
          const settings = result.settings && {
            ...result.settings,
            events: story?.events ?? false,
            searchable: story?.searchable ?? false,
            ...(story?.shortRuns ? { bounds: { historyLimit: 30 } } : {}),
          };
          return { ...result, settings };
        },
      },
    };
  };
}

/** An activity holds the clock until it ends or times out, and then, on the test server, for ever if its run has ended before. */
async function letGoOfForgotten(
  { workflowExecution: { workflowId, runId } = { workflowId: '', runId: '' } }: Info,
  timesOutAt: number,
  client: Client,
  clock: ServerClock,
): Promise<void> {
  const { closeTime } = await client.workflow.getHandle(workflowId, runId).describe();
  if (closeTime && closeTime.getTime() < timesOutAt) await clock.letGo();
}
