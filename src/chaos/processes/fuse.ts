import type { WorkerInterceptors } from '@temporalio/worker';
import type { Connect } from '../../connect';
import type { KillPoint } from '../plan/troubles';

/** Lets the process die at a chosen point of its work. */
export class Fuse {
  private armed: KillPoint | undefined;

  arm(point: KillPoint): void {
    this.armed = point;
  }

  /** The process is at this point. Does not return where it dies at it. */
  reach(point: KillPoint): void {
    if (this.armed !== point) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal may take a moment, in which nothing more is to be done.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

/** A port to Amazon Connect that the process may die at, before a dial is sent and after it was answered. */
export function fusedConnect(connect: Connect, fuse: Fuse): Connect {
  return {
    ...connect,
    startOutboundVoiceContact: async (request, options) => {
      fuse.reach('before-send');
      const answer = await connect.startOutboundVoiceContact(request, options);
      fuse.reach('after-answer');
      return answer;
    },
  };
}

/** The process may die while the end of an attempt is recorded: by the activity that closes it. */
export function fusedInterceptors(fuse: Fuse): WorkerInterceptors {
  return {
    activity: [
      () => ({
        inbound: {
          execute: async (input, next) => {
            const result = await next(input);
            if (recordsAttempt(result)) fuse.reach('while-recording');
            return result;
          },
        },
      }),
    ],
  };
}

function recordsAttempt(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false;
  if ('decided' in result) return recordsAttempt(result.decided);
  return 'recorded' in result && Array.isArray(result.recorded) && result.recorded.length > 0;
}
