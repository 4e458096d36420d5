import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { ActivityInterceptorsFactory, WorkerOptions } from '@temporalio/worker';
import ms from 'ms';
import type { DecideInput, DecideResult } from '../../activities';
import type { Connect } from '../../src/connect';
import { createTimeSkippingTestEnvironment } from '../../src/embedded';
import { createOutboundWorker } from '../../src/worker';
import { workflowBundle } from '../support/shared-servers';
import { PhoneWorld, portTo } from './phone-world';
import { ServerClock } from './server-clock';
import type { Story } from './story';
import { Telling, type ToldStory } from './telling';

/** A product that is broken on purpose. */
export interface Mutation {
  readonly connect?: (connect: Connect) => Connect;
  readonly decide?: (
    input: DecideInput,
    decide: (input: DecideInput) => Promise<DecideResult>,
  ) => Promise<DecideResult>;
  /** With workflow interceptors that break it. */
  readonly workflowBundle?: WorkerOptions['workflowBundle'];
}

/** A time-skipping server and a worker of the product's own, on which stories are told, one after the other. */
export class Stage {
  private told = 0;

  private constructor(
    private readonly mutation: Mutation,
    private set: StageSet,
  ) {}

  static async open(mutation: Mutation = {}): Promise<Stage> {
    return new Stage(mutation, await StageSet.open(mutation));
  }

  async close(): Promise<void> {
    await this.set.close();
  }

  /**
   * Tell a story, from the next midnight on.
   *
   * The test server loses a task, or count of them, where some things happen to a workflow in one moment (an activity ends
   * while it is cancelled), which a real server does not. So where its clock stands, the story is told again, on another.
   */
  async tell(story: Story): Promise<ToldStory> {
    try {
      return await this.tellOnce(story);
    } catch (error) {
      if (!(error instanceof StandstillError)) throw error;
      await this.set.close();
      this.set = await StageSet.open(this.mutation);
      return await this.tellOnce(story);
    }
  }

  private async tellOnce(story: Story): Promise<ToldStory> {
    const { clock, asking } = this.set;
    const workflowId = `story-${(this.told += 1)}`;
    const telling = async () => {
      const now = await clock.now();
      const day = Math.ceil((now + 1) / ms('1d')) * ms('1d');
      // The clock may stand already, when the server lost count of the story before.
      await clock.pass(day - now);
      return new Telling(this.set, story, day, workflowId).tell();
    };
    return this.unlessItStands(asking.until(telling));
  }

  /** @throws StandstillError when the clock has not jumped for some seconds of real time */
  private async unlessItStands<T>(telling: Promise<T>): Promise<T> {
    let isOver = false;
    const over = telling.finally(() => {
      isOver = true;
    });
    const standing = async (): Promise<T> => {
      let last = await this.set.clock.now();
      for (let looks = 0; !isOver && looks < patience; looks += 1) {
        await setTimeout(1_000);
        const now = await this.set.clock.now();
        if (now - last > 10_000) looks = 0;
        last = now;
      }
      if (isOver) return over;
      throw new StandstillError(
        'The clock stands still: a workflow task fails for ever, or the test server has lost one',
      );
    };
    return Promise.race([over, standing()]);
  }
}

/** Seconds: a busy machine takes some for a step. */
const patience = 12;

class StandstillError extends Error {
  override readonly name = 'StandstillError';
}

/** What stands on a stage; another one takes its place when the server fails. */
export class StageSet {
  private constructor(
    readonly client: Client,
    readonly clock: ServerClock,
    readonly world: PhoneWorld,
    readonly asking: Asking,
    readonly close: () => Promise<void>,
  ) {}

  static async open(mutation: Mutation): Promise<StageSet> {
    const environment = await createTimeSkippingTestEnvironment();
    const { address, nativeConnection } = environment;
    // Without its retries, which can't be given up. And the environment's own client moves the clock while a result is awaited.
    const connection = await Connection.connect({ address, interceptors: [] });
    const clock = new ServerClock(environment);
    const world = new PhoneWorld(clock);
    const asking = new Asking([connection, environment.connection]);
    const worker = await createOutboundWorker({
      connection: nativeConnection,
      taskQueue,
      connect: mutation.connect?.(portTo(world)) ?? world,
      quotas: 'off',
      settings: { searchAttributes: false },
      clock: () => world.look(),
      // At no instant at which something else happens in a story: see Stage.tell().
      pollDelay: () => ms('17s'),
      worker: {
        workflowBundle: mutation.workflowBundle ?? (await workflowBundle()),
        interceptors: { activity: [interceptor(world, clock, asking, mutation)] },
      },
    });
    const running = worker.run();
    return new StageSet(new Client({ connection }), clock, world, asking, async () => {
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

/** What is asked of the server, and is given up before its connection is gone. */
class Asking {
  private readonly ending = new AbortController();
  private readonly works = new Set<Promise<unknown>>();

  constructor(private readonly connections: readonly Connection[]) {
    setMaxListeners(0, this.ending.signal);
  }

  async until<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.ending;
    const going = this.connections.reduce((inner, one) => () => one.withAbortSignal(signal, inner), work)();
    this.works.add(going);
    try {
      return await going;
    } finally {
      this.works.delete(going);
    }
  }

  async end(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.works);
  }
}

export const taskQueue = 'stories';

/** The settings that a story asks for, and activities whose own pauses pass on the server's clock. */
function interceptor(
  world: PhoneWorld,
  clock: ServerClock,
  asking: Asking,
  mutation: Mutation,
): ActivityInterceptorsFactory {
  return (context) => {
    Object.assign(context, { sleep: (milliseconds: number) => clock.pass(milliseconds) });
    return {
      inbound: {
        execute: async (input, next) => {
          if (context.info.activityType !== 'decide') return asking.until(() => next(input));
          const decide = (changed: DecideInput) =>
            next({ ...input, args: [changed] }) as Promise<DecideResult>;
          const [given] = input.args as [DecideInput];
          const result = await (mutation.decide?.(given, decide) ?? decide(given));
          const { story, rings } = world.calls.get(context.info.workflowExecution?.workflowId ?? '') ?? {};
          // It may have cancelled the question after its end in this very task: then the test server can't let it go on in another run.
          const isTold = rings?.some(({ number, wasTold }) => wasTold && number === given.ended?.plan.number);
          const settings = result.settings && {
            ...result.settings,
            events: story?.events ?? false,
            searchable: story?.searchable ?? false,
            historyLimit: story?.shortRuns ? 30 : 4_000,
          };
          const { now, continueAsNewSuggested } = given;
          const historyLength = isTold ? 0 : given.historyLength;
          return { ...result, settings, askedWith: { now, historyLength, continueAsNewSuggested } };
        },
      },
    };
  };
}
