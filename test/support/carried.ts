import type { OutboundCallRequest } from '../../src/domain/call/call';
import type { CallState } from '../../src/domain/call/call-state';

/** What a run of a call that has made no attempt yet gives to its next one (continue-as-new). @param startedAt milliseconds since the epoch */
export function carriedSince(startedAt: number, request: OutboundCallRequest): CallState {
  return {
    startedAt,
    tokensSince: startedAt,
    isRerun: false,
    request,
    attempts: [],
    skippedSteps: [],
    control: { paused: false },
    corrections: [],
    registered: [],
    warnings: [],
  };
}
