import { setTimeout } from 'node:timers/promises';
import ms from 'ms';
import { StageSet, type Mutation } from './stage-set';
import type { Story } from './story';
import { Telling, type ToldStory } from './telling';

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
   * while it is cancelled), which a real server does not. Then its clock stands, and another server takes its place. What
   * stands still while the call goes on may be the call's own fault: that story is told a second time, and no more.
   *
   * @throws StandstillError when the clock stands then, too
   */
  async tell(story: Story): Promise<ToldStory> {
    const told = await this.tellOnce(story);
    if (told.isOver) return told.story;
    const again = await this.tellOnce(story);
    if (again.isOver) return again.story;
    throw new StandstillError(again.story);
  }

  /** @returns how it went, and whether to its end */
  private async tellOnce(story: Story): Promise<{ story: ToldStory; isOver: boolean }> {
    const day = await this.midnight();
    const { openRequests } = this.set;
    const telling = new Telling(this.set, story, day, `story-${(this.told += 1)}`);
    const whole = openRequests.until(() => telling.tell());
    const told = await this.unlessItStands(whole, () => telling.isOver());
    if (told !== stands) return { story: told, isOver: true };
    // An activity that the server has forgotten holds its clock for ever, also when its call is over: no reason not to judge it.
    const soFar = { story: await telling.soFar(), isOver: await telling.isOver() };
    await this.renew();
    return soFar;
  }

  /** The next one, on a server whose clock goes: nobody waits on it yet. */
  private async midnight(): Promise<number> {
    for (let tries = 0; tries < 2; tries += 1) {
      const { openRequests, clock } = this.set;
      const now = await clock.now();
      const day = Math.ceil((now + 1) / ms('1d')) * ms('1d');
      const night = openRequests.until(() => clock.pass(day - now));
      if ((await this.unlessItStands(night, () => Promise.resolve(true))) !== stands) return day;
      await this.renew();
    }
    throw new Error('The clock of a server stands on which nothing has been told yet');
  }

  private async renew(): Promise<void> {
    await this.set.close();
    this.set = await StageSet.open(this.mutation);
  }

  /** @param isOver whether the clock goes on for nothing but what comes after the call */
  private async unlessItStands<T>(
    work: Promise<T>,
    isOver: () => Promise<boolean>,
  ): Promise<T | typeof stands> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    const standing = async () => {
      let last = await this.set.clock.now();
      for (let looks = 0; !isDone && looks < patience; looks += 1) {
        await setTimeout(1_000);
        const now = await this.set.clock.now();
        if (now - last > 10_000) looks = 0;
        last = now;
        if (looks >= patienceAfterwards && (await isOver())) break;
      }
      return isDone ? done : stands;
    };
    return Promise.race([done, standing()]);
  }
}

/** Seconds of real time without a jump of the clock: a busy machine takes some for a step. */
const patience = 60;
const patienceAfterwards = 3;

const stands = Symbol('the clock stands');

/** A call that goes on while the clock stands. */
export class StandstillError extends Error {
  override readonly name = 'StandstillError';

  constructor(readonly story: ToldStory) {
    super('The clock stands still: a workflow task fails for ever, or the test server has lost one');
  }
}
