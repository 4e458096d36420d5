import { EventEmitter, once } from 'node:events';
import type { ActivitySlotInfo, CustomSlotSupplier, SlotPermit, WorkerTuner } from '@temporalio/worker';
import type { PacedLane } from './lanes';
import type { Reservation, SharedLines } from './shared-lines';

/**
 * Takes a dial from the queue only when there will be a line for it: what waits in the queue keeps its place there, costs
 * nothing, and leaves its part of the rate to others. Which dial comes is not known yet, so it is a line for general traffic;
 * where campaign traffic has lines of its own, its dials request theirs when they run.
 */
export function dialSlots({ lines, pace, quotas }: PacedLane): WorkerTuner {
  const calls = quotas.concurrentCalls + (quotas.concurrentCampaignCalls ?? 0);
  const one = { type: 'fixed-size', numSlots: 1 } as const;
  return {
    activityTaskSlotSupplier: new DialSlots(lines, () => Math.min(pace.dialsInHand, calls)),
    // The others are of no use to a worker that has activities only.
    workflowTaskSlotSupplier: { type: 'fixed-size', numSlots: 2 },
    localActivityTaskSlotSupplier: one,
    nexusTaskSlotSupplier: one,
  };
}

interface DialPermit extends SlotPermit {
  readonly reservation: Reservation;
}

class DialSlots implements CustomSlotSupplier<ActivitySlotInfo> {
  readonly type = 'custom';
  private readonly permits = new Map<SlotPermit, Reservation>();
  private taken = 0;
  private readonly changes = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly lines: SharedLines,
    private readonly slots: () => number,
  ) {}

  async reserveSlot(_context: unknown, signal: AbortSignal): Promise<DialPermit> {
    for (;;) {
      signal.throwIfAborted();
      if (this.taken < this.slots()) break;
      // Aborted: the loop's first line says so.
      await once(this.changes, 'change', { signal }).catch(() => undefined);
    }
    this.taken += 1;
    try {
      const permit = { reservation: await this.lines.reserve(signal) };
      this.permits.set(permit, permit.reservation);
      return permit;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  /** Dials are never handed over without polling: they have a queue of their own. */
  tryReserveSlot(): null {
    return null;
  }

  markSlotUsed({ permit }: { permit: SlotPermit }): void {
    this.redeem(permit);
  }

  releaseSlot({ permit }: { permit: SlotPermit }): void {
    this.redeem(permit);
    this.leave();
  }

  private redeem(permit: SlotPermit): void {
    const reservation = this.permits.get(permit);
    this.permits.delete(permit);
    if (reservation) this.lines.redeem(reservation);
  }

  private leave(): void {
    this.taken -= 1;
    this.changes.emit('change');
  }
}
