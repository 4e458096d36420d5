import { setTimeout } from 'node:timers/promises';
import { WorkflowFailedError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import ms from 'ms';
import { OutboundCalls } from '../../src/client';
import type { CallExplanation, CallStatus } from '../../src/domain/call/call-status';
import { contactEndedSignal } from '../../src/contract/call-messages';
import { foreignContact, recordOf, type CallOutside, type Ring } from './phone-world';
import { taskQueue, type StageSet } from './stage-set';
import type { ServerClock } from './server-clock';
import { policyOf, requestOf, type Act, type Story } from './story';
import { traceOf, type Trace } from './trace';

/** A story that was told: what the world saw, and what Temporal recorded. */
export interface ToldStory extends Trace {
  readonly outside: CallOutside;
  /** Midnight in UTC of its first day. */
  readonly day: number;
  readonly observations: readonly Observation[];
  /** Messages that make no sense, and were taken all the same. */
  readonly taken: readonly string[];
}

/** What a call said of itself, at some instant between two. */
export interface Observation {
  readonly from: number;
  readonly to: number;
  readonly status: CallStatus;
  readonly explanation: CallExplanation;
}

/** One story while it is told. */
export class Telling {
  private readonly client: Client;
  private readonly clock: ServerClock;
  private readonly calls: OutboundCalls;
  private readonly observations: Observation[] = [];
  private readonly taken: string[] = [];
  private readonly outside: CallOutside;
  private readonly tellers = new Set<string>();
  /** What goes on beside the story, for which it waits in the end. */
  private readonly besides = new Set<Promise<void>>();

  constructor(
    private readonly set: StageSet,
    private readonly story: Story,
    private readonly day: number,
    private readonly workflowId: string,
  ) {
    const { client, clock } = set;
    this.client = client;
    this.clock = clock;
    this.calls = new OutboundCalls({ client, taskQueue });
    this.outside = { story, workflowId, sends: [], rings: [], duringSend: (send) => this.duringSend(send) };
  }

  async tell(): Promise<ToldStory> {
    const { calls, client, clock, outside, workflowId } = this;
    this.set.world.calls.set(workflowId, outside);
    await calls.start(requestOf(this.story, this.day), { workflowId });
    this.firstRunId = (await client.workflow.getHandle(workflowId).describe()).runId;
    this.beside(unlessOver(calls.getHandle(workflowId).result()));
    let passed = 0;
    for (const act of this.story.acts.toSorted((a, b) => instantOf(a) - instantOf(b))) {
      const at = instantOf(act);
      if (!Number.isFinite(at)) continue;
      if (at > passed) await clock.pass(at - passed);
      passed = Math.max(at, passed);
      await this.perform(act);
    }
    // Not by awaiting them: the clock stands while nobody waits on it.
    for (let waits = 0; this.besides.size > 0; waits += 1) {
      if (waits > mostWaits) {
        if (!(await this.isOver())) throw new Error(`A call is forgotten: ${JSON.stringify(this.story)}`);
        // What goes on beside it hears of its end in real time.
        await setTimeout(10);
      }
      await clock.pass(ms('2d'));
    }
    return this.soFar();
  }

  /** What is told by now. */
  async soFar(): Promise<ToldStory> {
    if (this.fault) throw this.fault;
    await this.observe();
    const trace = await traceOf(this.client, this.workflowId, this.firstRunId);
    const { outside, day, observations, taken } = this;
    return { ...trace, outside, day, observations, taken };
  }

  /** Is the call over, so that nothing more can come of it? */
  async isOver(): Promise<boolean> {
    if (this.firstRunId === '') return false;
    const { status } = await this.client.workflow.getHandle(this.workflowId).describe();
    return status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW';
  }

  private firstRunId = '';
  private fault: Error | undefined;

  private beside(work: Promise<void>): void {
    const going = work
      .catch((error: unknown) => {
        this.fault ??= error as Error;
      })
      .finally(() => this.besides.delete(going));
    this.besides.add(going);
  }

  /** Work that holds the clock, too, while it does something. */
  private async holding(work: () => Promise<void>): Promise<void> {
    await this.clock.hold();
    try {
      await work();
    } finally {
      // A server that is given up has let go of it for whoever waited on it.
      if (!this.set.openRequests.hasEnded) await this.clock.letGo();
    }
  }

  private async duringSend(send: number): Promise<void> {
    const ring = this.outside.rings.at(-1);
    if (ring && !this.tellers.has(ring.contactId)) {
      this.tellers.add(ring.contactId);
      for (const delay of ring.course.told ?? []) {
        this.beside(this.holding(() => this.tellOfEnd(ring, ms(delay))));
      }
    }
    for (const act of this.story.acts) {
      if (typeof act.at !== 'object' || act.at.send !== send) continue;
      const plus = ms(act.at.plus);
      if (plus === 0) {
        await this.perform(act);
        continue;
      }
      const later = async () => {
        await this.clock.pass(plus);
        await this.perform(act);
      };
      this.beside(this.holding(later));
    }
  }

  /** A contact may be stopped before its time: then its end is told late. */
  private async tellOfEnd(ring: Ring, delay: number): Promise<void> {
    await this.clock.pass(ring.endsAt - (await this.clock.now()) + delay);
    await this.message(() => this.tellOf(ring));
  }

  private async tellOf(ring: Ring): Promise<void> {
    ring.wasTold = true;
    await this.signal(recordOf(ring, await this.clock.now()));
  }

  private async perform({ do: what }: Act): Promise<void> {
    await this.observe();
    await this.message(() => this.ask(what));
  }

  private async ask(what: Act['do']): Promise<void> {
    const { calls, workflowId } = this;
    switch (what) {
      case 'pause':
        return unlessOver(calls.getHandle(workflowId).pause());
      case 'resume':
        return unlessOver(calls.getHandle(workflowId).resume());
      case 'cancel':
        return unlessOver(calls.getHandle(workflowId).cancel());
      case 'tell': {
        const ring = this.outside.rings.at(-1);
        if (ring) await this.tellOf(ring);
        return;
      }
      case 'tell-foreign':
        return this.signal(foreignContact);
      case 'nonsense':
        return this.nonsense();
      default:
        if ('reschedule' in what) {
          const later = what.reschedule;
          const notBefore = later === null ? null : new Date((await this.clock.now()) + ms(later));
          return unlessOver(calls.getHandle(workflowId).reschedule({ notBefore }));
        }
        return unlessOver(calls.getHandle(workflowId).changePolicy(policyOf(what.changePolicy, this.day)));
    }
  }

  private message(send: () => Promise<void>): Promise<void> {
    return this.set.turns.message(this.client.workflow.getHandle(this.workflowId), send);
  }

  private async nonsense(): Promise<void> {
    for (const nothing of [null, 7, { contactId: 'x' }]) await this.signal(nothing);
    const past = this.calls.getHandle(this.workflowId).reschedule({ notBefore: new Date(0) });
    await this.refused('a reschedule to the past', past);
    const policy = { ...policyOf(this.story.policy, this.day), steps: [] };
    await this.refused('a policy without steps', this.calls.getHandle(this.workflowId).changePolicy(policy));
  }

  private async refused(what: string, update: Promise<unknown>): Promise<void> {
    const taken = await update.then(
      () => true,
      (error: unknown) => unlessOver(Promise.reject(error as Error)).then(() => false),
    );
    if (taken) this.taken.push(what);
  }

  private async signal(contact: unknown): Promise<void> {
    await unlessOver(
      this.client.workflow.getHandle(this.workflowId).signal(contactEndedSignal.name, contact),
    );
  }

  /** Ask what it is doing. */
  private async observe(): Promise<void> {
    const { calls, clock, workflowId } = this;
    const observation = await this.set.turns.look(this.client.workflow.getHandle(workflowId), async () => {
      const from = await clock.now();
      const status = await calls.getHandle(workflowId).status();
      const explanation = await calls.getHandle(workflowId).explain();
      return { from, to: await clock.now(), status, explanation };
    });
    if (observation && observation.status.state !== 'deciding') this.observations.push(observation);
  }
}

/** Of two days: a call of a story is over within five. */
const mostWaits = 20;

/** Since the start; Infinity for what waits for a request to dial. */
function instantOf({ at }: Act): number {
  return typeof at === 'object' ? Number.POSITIVE_INFINITY : ms(at);
}

/** A message that comes too late, or is refused, is no fault; nor is a call that fails, where the model says so. */
async function unlessOver(message: unknown): Promise<void> {
  try {
    await message;
  } catch (error) {
    const isExpected =
      error instanceof WorkflowNotFoundError ||
      error instanceof WorkflowUpdateFailedError ||
      error instanceof WorkflowFailedError;
    if (!isExpected) throw error;
  }
}
