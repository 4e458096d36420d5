import { EventEmitter, once } from 'node:events';
import type { ActivitySlotInfo, CustomSlotSupplier, SlotPermit, WorkerTuner } from '@temporalio/worker';
import type { DialPace } from './dial-pace';
import type { Reservation, SharedLines } from './shared-lines';

/**
 * Takes a dial from the queue only when there will be a line for it. A dial that waits in the queue keeps its place, costs nothing,
 * and uses none of the rate.
 *
 * @param lines of the traffic that the queue is for
 */
export function dialSlots(lines: SharedLines, pace: DialPace): WorkerTuner {
  const one = { type: 'fixed-size', numSlots: 1 } as const;
  return {
    activityTaskSlotSupplier: new DialSlots(lines, () => Math.min(pace.dialsInHand, lines.limit)),
    // This worker has activities only.
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
      // If aborted, the loop's first line throws.
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

  /** Dials have their own queue, so Temporal never hands them over eagerly. */
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
