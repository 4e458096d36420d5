import type { WorkerInterceptors } from '@temporalio/worker';
import type { Connect } from '../../connect';
import type { KillPoint } from '../plan/troubles';

/** Kills the process at a chosen point of its work. */
export class Fuse {
  private armed: KillPoint | undefined;

  arm(point: KillPoint): void {
    this.armed = point;
  }

  /** Call at each point. Does not return if the process is to die there. */
  reach(point: KillPoint): void {
    if (this.armed !== point) return;
    process.kill(process.pid, 'SIGKILL');
    // Block until the signal arrives.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

/** A port to Amazon Connect with kill points before a dial is sent and after its response. */
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

/** An interceptor with a kill point in the activity that records the end of an attempt. */
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
