import { metricMeter } from '@temporalio/activity';
import type { Caller } from '../src/domain/call/blocked-caller';

/** The metrics of this package, beside those of Temporal's SDK. docs/operations.md lists them. */
export function countCappedDial(country: string): void {
  metricMeter
    .createCounter('outbound_capped_dials', '1', 'Dials that guard.dialsPerDay has put off to the next day')
    .add(1, { country });
}

export function countBlockedCallerSkip({ callerId, callingCode }: Caller): void {
  metricMeter
    .createCounter(
      'outbound_blocked_caller_skips',
      '1',
      'Dials left to another caller ID, since networks block theirs',
    )
    .add(1, { caller_id: callerId, calling_code: callingCode });
}
