import { Temporal } from 'temporal-polyfill';
import type { RestAfter } from './contacts/past-contact';
import type { Reason, ReasonData } from './decision';
import { days, hours, minutes, seconds } from './duration';

/** Put each reason into plain words, for people who ask why a call is not calling. */
export function inWords(reasons: readonly ReasonData[]): Reason[] {
  return reasons.map((reason) => ({ ...reason, text: words(reason) }));
}

/** `Mon 2026-11-23 09:00 America/Los_Angeles`. */
export function localTime(instant: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][local.dayOfWeek - 1] ?? '';
  return `${weekday} ${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${zone}`;
}

function words(reason: ReasonData): string {
  switch (reason.rule) {
    case 'first-attempt':
      return `First attempt, on step "${reason.step}".`;
    case 'retry':
      return `The last attempt ended in ${reason.after}; step "${reason.step}" has attempts left.`;
    case 'escalate':
      return `The last attempt, on step "${reason.from}", ended in ${reason.after}; now step "${reason.step}".`;
    case 'spacing':
      return `After ${reason.after} the policy waits ${lengthOf(reason.wait)}, until ${reason.until}.`;
    case 'quiet-period':
      return `How the last attempt ended is not known, so the phone may be ringing or the person talking: nothing is dialed until ${reason.until}.`;
    case 'not-before':
      return `Rescheduled: not before ${reason.until}.`;
    case 'not-sent':
      return `The last dial was not sent (${reason.why}); next try at ${reason.until}.`;
    case 'calling-hours':
      return `Outside calling hours${reason.closed ? ` (${reason.closed.join(', ')})` : ''}; they open at ${reason.localTime}.`;
    case 'never-open':
      return `Outside calling hours (${reason.closed.join(', ')}), which do not open before the deadline.`;
    case 'contact-limit':
      return `Limit ${reason.limit}: ${reason.most} attempts are allowed and ${reason.counted} are counted, so none before ${reason.until}.`;
    case 'rest':
      return `Limit ${reason.limit}: the person is left in peace after ${restAfter[reason.after]}, until ${reason.until}.`;
    case 'step-skipped':
      return `Step "${reason.step}" is skipped: ${reason.why}`;
    case 'paused':
      return 'The call is paused; resume it to go on.';
    case 'reached':
      return `Attempt ${reason.attempt} reached the person.`;
    case 'stopped-by-policy':
      return `The policy stops after ${reason.after}.`;
    case 'attempt-limit':
      return `The policy's limit of ${reason.limit} attempts is used up.`;
    case 'no-step-left':
      return 'No step of the policy has an attempt left.';
    case 'deadline':
      return `The next permitted instant is not before the deadline, ${reason.deadline}.`;
    case 'cancelled':
      return 'The call was cancelled.';
  }
}

const restAfter: Record<RestAfter, string> = {
  attempt: 'an attempt',
  conversation: 'a conversation',
  refusal: 'a refusal',
  abandoned: 'a call that no agent took',
};

/** `1 hour 30 minutes`: to the second, where `ms` would say "2 hours". */
function lengthOf(milliseconds: number): string {
  if (milliseconds < 1 * seconds) return `${milliseconds} ms`;
  let rest = Math.round(milliseconds / seconds) * seconds;
  const parts: string[] = [];
  for (const [name, unit] of Object.entries({ day: days, hour: hours, minute: minutes, second: seconds })) {
    const count = Math.floor(rest / unit);
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    rest -= count * unit;
  }
  return parts.join(' ');
}
