import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { LinePool } from '../../activities';
import {
  reservationHeldForMs,
  type LineExchange,
  type LineLease,
  type LinesGranted,
} from '../domain/pacing/lines';
import type { outboundCallLines } from '../../workflows';
import { exchangeLinesUpdate, tellLinesSignal, type LinesUpdate } from '../../workflows/lines/lines-messages';

export interface SharedLinesOptions {
  readonly client: Client;
  /** Task queue of the workflow that keeps the lines. */
  readonly taskQueue: string;
  /** Its workflow ID. Workers with the same ID share the lines. */
  readonly workflowId: string;
  /** How many lines there are. */
  readonly limit: number;
  readonly log?: (message: string) => void;
}

type Taken = Awaited<ReturnType<LinePool['take']>>;

type News = Pick<LinesUpdate, 'inUse' | 'freed'>;

/** An attempt that waits for a line. */
interface Wish {
  readonly end: (taken: Taken) => void;
  readonly lease: LineLease;
}

/** A worker's reservation of a line for its next dial. */
export interface Reservation {
  holdsLine: boolean;
}

/**
 * One process's view of an instance's lines, which the workflow `outboundCallLines` keeps for all workers. Requests and reports are
 * batched here, so that a busy worker sends a few messages a second, and an idle one none.
 */
export class SharedLines implements LinePool {
  private readonly holder = randomUUID();
  private readonly wishes = new Map<string, Wish>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  /** Reservations that wait for a line. */
  private reserving = 0;
  private inUse: LineLease[] = [];
  private freed: string[] = [];
  /** The ids of lines held for future dials; `promised` of them belong to reservations. */
  private reserved: string[] = [];
  private promised = 0;
  /** No line is free, so dials wait in their task queue. */
  private isFull = false;
  private asking: Promise<void> | undefined;
  private telling: Promise<void> | undefined;
  private tellTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  /** `leaving`: no more lines are requested, but those in use are still reported. */
  private stage: 'open' | 'leaving' | 'closed' = 'open';
  private readonly closing = new AbortController();

  constructor(private readonly options: SharedLinesOptions) {}

  async take(attemptId: string, patience: number, heldFor: number): Promise<Taken> {
    if (this.stage !== 'open') return 'leaving';
    if (this.useReserved(attemptId, heldFor)) return 'taken';
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => {
        this.wishes.delete(attemptId);
        resolve('none-free');
      }, patience);
      const end = (taken: Taken) => {
        clearTimeout(giveUp);
        resolve(taken);
      };
      this.wishes.set(attemptId, { end, lease: { id: attemptId, heldForMs: heldFor } });
      this.ask();
    });
  }

  keep(attemptId: string, heldFor: number): void {
    this.inUse.push({ id: attemptId, heldForMs: heldFor });
    this.tellSoon();
  }

  free(attemptId: string): void {
    this.freed.push(attemptId);
    this.tellSoon();
  }

  /**
   * Wait until a dial may be taken from the queue: at once, unless all lines are in use.
   *
   * @throws the signal's reason when aborted
   */
  async reserve(signal: AbortSignal): Promise<Reservation> {
    for (;;) {
      signal.throwIfAborted();
      if (!this.isFull || this.stage === 'closed') return { holdsLine: false };
      if (this.reserved.length > this.promised) {
        this.promised += 1;
        return { holdsLine: true };
      }
      this.reserving += 1;
      this.ask();
      // If aborted, the loop's first line throws.
      await once(this.changes, 'change', { signal }).catch(() => undefined);
      this.reserving -= 1;
    }
  }

  /** The dial has begun and takes the line itself, or no dial came. */
  redeem(reservation: Reservation): void {
    if (!reservation.holdsLine) return;
    reservation.holdsLine = false;
    this.promised -= 1;
    this.changes.emit('change');
  }

  /** The worker is stopping: its waiting dials get no line, and its reserved lines are given back. */
  leave(): void {
    if (this.stage !== 'open') return;
    this.stage = 'leaving';
    for (const { end } of this.wishes.values()) end('leaving');
    this.wishes.clear();
    this.giveReservedBack();
    this.changes.emit('change');
    this.tellSoon();
  }

  /** Send the remaining reports. */
  async close(): Promise<void> {
    this.leave();
    // Leaving ends an open request; lines that it is granted are given back.
    await Promise.race([this.asking, pause(lastAnswerWithin)]);
    this.stage = 'closed';
    this.closing.abort();
    clearTimeout(this.tellTimer);
    this.changes.emit('change');
    const lastNews = async () => {
      await this.telling;
      await this.tell();
    };
    await Promise.race([lastNews(), delay(tellPatience, undefined, { ref: false })]);
  }

  /** Sends one request at a time; wishes that arrive meanwhile go into the next. */
  private ask(): void {
    if (this.asking || this.stage !== 'open') return;
    this.asking = this.askNow().finally(() => {
      this.asking = undefined;
      this.changes.emit('change');
      if (this.wishes.size > 0) this.ask();
    });
  }

  private async askNow(): Promise<void> {
    // Wishes of the same moment share a request.
    await pause(gatherFor);
    const wishes = [...this.wishes.values()].map(({ lease }) => lease);
    const reservations = this.missingReservations();
    const wanted = [...wishes, ...reservations];
    const answer = await this.exchange({ wanted, ...this.news(), timeoutMs: answerTimeoutMs });
    if (!answer) return;

    this.isFull = answer.free === 0;
    for (const id of answer.granted) {
      const wish = this.wishes.get(id);
      this.wishes.delete(id);
      if (wish) wish.end('taken');
      else if (reservations.some((reservation) => reservation.id === id)) this.reserved.push(id);
      else this.free(id);
    }
    // A running dial has precedence over future dials.
    for (const [id, { end, lease }] of this.wishes) {
      if (!this.useReserved(id, lease.heldForMs)) break;
      this.wishes.delete(id);
      end('taken');
    }
    if (this.stage !== 'open') {
      this.giveReservedBack();
      this.tellSoon();
    } else if (this.reserved.length > 0) this.giveBackWhenIdle();
  }

  /** While lines are free, each dial requests its own. Holding some in advance gave no higher rate of dials when measured. */
  private missingReservations(): LineLease[] {
    if (!this.isFull) return [];
    const length = Math.max(0, this.reserving - (this.reserved.length - this.promised));
    return Array.from({ length }, () => ({ id: randomUUID(), heldForMs: reservationHeldForMs }));
  }

  private useReserved(attemptId: string, heldFor: number): boolean {
    const reservation = this.reserved.shift();
    if (reservation === undefined) return false;
    this.freed.push(reservation);
    this.keep(attemptId, heldFor);
    return true;
  }

  private tellSoon(): void {
    if (this.stage === 'closed') return;
    this.tellTimer ??= setTimeout(() => {
      this.tellTimer = undefined;
      this.telling = this.tell();
    }, tellWithin);
  }

  /** Uses a signal, which is durable as soon as the server has it, even while no worker runs. */
  private async tell(): Promise<void> {
    const news = this.news();
    const isLeaving = this.stage !== 'open';
    const endsQuestion = isLeaving && this.asking !== undefined;
    if (!endsQuestion && news.inUse.length + news.freed.length === 0) return;
    const { client, limit } = this.options;
    await this.unlessFailed(news, () =>
      client.workflow.signalWithStart<typeof outboundCallLines, [LineExchange]>('outboundCallLines', {
        ...this.startOptions(),
        signal: tellLinesSignal,
        signalArgs: [{ ...news, wanted: [], holder: this.holder, limit, isLeaving }],
      }),
    );
  }

  private async exchange(
    update: Omit<LinesUpdate, 'holder' | 'limit'> & News,
  ): Promise<LinesGranted | undefined> {
    const { client, limit } = this.options;
    return this.unlessFailed(update, () =>
      client.withAbortSignal(this.closing.signal, () =>
        client.workflow.executeUpdateWithStart(exchangeLinesUpdate, {
          args: [{ ...update, holder: this.holder, limit }],
          startWorkflowOperation: new WithStartWorkflowOperation<typeof outboundCallLines>(
            'outboundCallLines',
            { ...this.startOptions(), workflowIdConflictPolicy: 'USE_EXISTING' },
          ),
        }),
      ),
    );
  }

  private startOptions() {
    const { taskQueue, workflowId } = this.options;
    const staticSummary = 'The lines of an Amazon Connect instance, shared by all workers';
    return { taskQueue, workflowId, staticSummary, args: [] as [] };
  }

  private news(): News {
    const { inUse, freed } = this;
    this.inUse = [];
    this.freed = [];
    return { inUse, freed };
  }

  /** Reports that could not be sent are sent next time, and wishes are requested again. */
  private async unlessFailed<T>(news: News, send: () => Promise<T>): Promise<T | undefined> {
    try {
      return await send();
    } catch (error) {
      this.inUse.unshift(...news.inUse);
      this.freed.unshift(...news.freed);
      if (this.stage === 'closed') return undefined;
      this.options.log?.(`Lines could not be exchanged with ${this.options.workflowId}: ${String(error)}`);
      await pause(retryAfter);
      this.tellSoon();
      return undefined;
    }
  }

  private giveBackWhenIdle(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      this.giveReservedBack();
      this.tellSoon();
    }, idleAfter).unref();
  }

  /** A reservation whose line is given back requests one like any other dial. */
  private giveReservedBack(): void {
    this.freed.push(...this.reserved);
    this.reserved = [];
  }
}

/** Milliseconds. */
const gatherFor = 5;
const tellWithin = 50;
/** A stopping worker must not wait for an unreachable Temporal server. */
const tellPatience = 5_000;
const lastAnswerWithin = 1_000;
const retryAfter = 1_000;
/** How long the workflow lets a request wait before it answers that there is no line. */
const answerTimeoutMs = 20_000;
/** Unused lines are given back after this, milliseconds. */
const idleAfter = 10_000;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
