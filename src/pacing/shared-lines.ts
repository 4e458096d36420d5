import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { reservationHeldForMs, type LineExchange, type LineLease, type LinesGranted } from '../domain/lines';
import { WorkflowType, type LinesWorkflow } from '../contract/workflow-types';
import { exchangeLinesUpdate, reportLinesSignal, type LinesUpdate } from '../contract/lines-messages';
import type { LinePool } from './line-pool';

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

type LineReport = Pick<LinesUpdate, 'inUse' | 'freed'>;

/** An attempt that waits for a line. */
interface WaitingAttempt {
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
  private readonly waiting = new Map<string, WaitingAttempt>();
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
  private requesting: Promise<void> | undefined;
  private reporting: Promise<void> | undefined;
  private reportTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  /** `leaving`: no more lines are requested, but those in use are still reported. */
  private stage: 'open' | 'leaving' | 'closed' = 'open';
  private readonly closing = new AbortController();

  constructor(private readonly options: SharedLinesOptions) {}

  get limit(): number {
    return this.options.limit;
  }

  async take(attemptId: string, timeoutMs: number, heldForMs: number): Promise<Taken> {
    if (this.stage !== 'open') return 'leaving';
    if (this.useReserved(attemptId, heldForMs)) return 'taken';
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => {
        this.waiting.delete(attemptId);
        resolve('none-free');
      }, timeoutMs);
      const end = (taken: Taken) => {
        clearTimeout(giveUp);
        resolve(taken);
      };
      this.waiting.set(attemptId, { end, lease: { id: attemptId, heldForMs: heldForMs } });
      this.request();
    });
  }

  keep(attemptId: string, heldForMs: number): void {
    this.inUse.push({ id: attemptId, heldForMs: heldForMs });
    this.reportSoon();
  }

  free(attemptId: string): void {
    this.freed.push(attemptId);
    this.reportSoon();
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
      this.request();
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
    for (const { end } of this.waiting.values()) end('leaving');
    this.waiting.clear();
    this.giveReservedBack();
    this.changes.emit('change');
    this.reportSoon();
  }

  /** Send the remaining reports. */
  async close(): Promise<void> {
    this.leave();
    // Leaving ends an open request; lines that it is granted are given back.
    await Promise.race([this.requesting, pause(lastAnswerTimeoutMs)]);
    this.stage = 'closed';
    this.closing.abort();
    clearTimeout(this.reportTimer);
    this.changes.emit('change');
    const lastReport = async () => {
      await this.reporting;
      await this.report();
    };
    await Promise.race([lastReport(), delay(lastReportTimeoutMs, undefined, { ref: false })]);
  }

  /** Sends one request at a time; attempts that arrive meanwhile go into the next. */
  private request(): void {
    if (this.requesting || this.stage !== 'open') return;
    this.requesting = this.requestNow().finally(() => {
      this.requesting = undefined;
      this.changes.emit('change');
      if (this.waiting.size > 0) this.request();
    });
  }

  private async requestNow(): Promise<void> {
    // Attempts of the same moment share a request.
    await pause(gatherMs);
    const attempts = [...this.waiting.values()].map(({ lease }) => lease);
    const reservations = this.missingReservations();
    const wanted = [...attempts, ...reservations];
    const answer = await this.exchange({ wanted, ...this.takeReport(), timeoutMs: answerTimeoutMs });
    if (!answer) return;

    this.isFull = answer.free === 0;
    for (const id of answer.granted) {
      const attempt = this.waiting.get(id);
      this.waiting.delete(id);
      if (attempt) attempt.end('taken');
      else if (reservations.some((reservation) => reservation.id === id)) this.reserved.push(id);
      else this.free(id);
    }
    // A running dial has precedence over future dials.
    for (const [id, { end, lease }] of this.waiting) {
      if (!this.useReserved(id, lease.heldForMs)) break;
      this.waiting.delete(id);
      end('taken');
    }
    if (this.stage !== 'open') {
      this.giveReservedBack();
      this.reportSoon();
    } else if (this.reserved.length > 0) this.giveBackWhenIdle();
  }

  /** While lines are free, each dial requests its own. Holding some in advance gave no higher rate of dials when measured. */
  private missingReservations(): LineLease[] {
    if (!this.isFull) return [];
    const length = Math.max(0, this.reserving - (this.reserved.length - this.promised));
    return Array.from({ length }, () => ({ id: randomUUID(), heldForMs: reservationHeldForMs }));
  }

  private useReserved(attemptId: string, heldForMs: number): boolean {
    const reservation = this.reserved.shift();
    if (reservation === undefined) return false;
    this.freed.push(reservation);
    this.keep(attemptId, heldForMs);
    return true;
  }

  private reportSoon(): void {
    if (this.stage === 'closed') return;
    this.reportTimer ??= setTimeout(() => {
      this.reportTimer = undefined;
      this.reporting = this.report();
    }, reportWithinMs);
  }

  /** Uses a signal, which is durable as soon as the server has it, even while no worker runs. */
  private async report(): Promise<void> {
    const report = this.takeReport();
    const isLeaving = this.stage !== 'open';
    const endsRequest = isLeaving && this.requesting !== undefined;
    if (!endsRequest && report.inUse.length + report.freed.length === 0) return;
    const { client, limit } = this.options;
    await this.unlessFailed(report, () =>
      client.workflow.signalWithStart<LinesWorkflow, [LineExchange]>(WorkflowType.Lines, {
        ...this.startOptions(),
        signal: reportLinesSignal,
        signalArgs: [{ ...report, wanted: [], holder: this.holder, limit, isLeaving }],
      }),
    );
  }

  private async exchange(
    update: Omit<LinesUpdate, 'holder' | 'limit'> & LineReport,
  ): Promise<LinesGranted | undefined> {
    const { client, limit } = this.options;
    return this.unlessFailed(update, () =>
      client.withAbortSignal(this.closing.signal, () =>
        client.workflow.executeUpdateWithStart(exchangeLinesUpdate, {
          args: [{ ...update, holder: this.holder, limit }],
          startWorkflowOperation: new WithStartWorkflowOperation<LinesWorkflow>(WorkflowType.Lines, {
            ...this.startOptions(),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        }),
      ),
    );
  }

  private startOptions() {
    const { taskQueue, workflowId } = this.options;
    const staticSummary = 'The lines of an Amazon Connect instance, shared by all workers';
    return { taskQueue, workflowId, staticSummary, args: [] as [] };
  }

  private takeReport(): LineReport {
    const { inUse, freed } = this;
    this.inUse = [];
    this.freed = [];
    return { inUse, freed };
  }

  /** Reports and requests that could not be sent are sent next time. */
  private async unlessFailed<T>(report: LineReport, send: () => Promise<T>): Promise<T | undefined> {
    try {
      return await send();
    } catch (error) {
      this.inUse.unshift(...report.inUse);
      this.freed.unshift(...report.freed);
      if (this.stage === 'closed') return undefined;
      this.options.log?.(`Lines could not be exchanged with ${this.options.workflowId}: ${String(error)}`);
      await pause(retryAfterMs);
      this.reportSoon();
      return undefined;
    }
  }

  private giveBackWhenIdle(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      this.giveReservedBack();
      this.reportSoon();
    }, idleAfterMs).unref();
  }

  /** A reservation whose line is given back requests one like any other dial. */
  private giveReservedBack(): void {
    this.freed.push(...this.reserved);
    this.reserved = [];
  }
}

/** Milliseconds. */
const gatherMs = 5;
const reportWithinMs = 50;
/** A stopping worker must not wait for an unreachable Temporal server. */
const lastReportTimeoutMs = 5_000;
const lastAnswerTimeoutMs = 1_000;
const retryAfterMs = 1_000;
/** How long the workflow lets a request wait before it answers that there is no line. */
const answerTimeoutMs = 20_000;
/** Unused lines are given back after this, milliseconds. */
const idleAfterMs = 10_000;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
