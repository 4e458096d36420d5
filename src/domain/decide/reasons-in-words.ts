import type { RestAfter } from '../ledger/counted-attempt';
import type { Reason, ReasonData } from './decision';
import { localDateTime, newestClock } from '../hours/clocks';
import { days, hours, minutes, seconds } from '../policy/duration';

/**
 * Add to each reason its text in plain words.
 *
 * @param zone IANA zone in which instants are shown besides UTC. @default UTC only
 */
export function inWords(reasons: readonly ReasonData[], zone?: string): Reason[] {
  const shown = (instant: string) => (zone === undefined ? instant : onClock(instant, zone));
  return reasons.map((reason) => ({ ...reason, text: words(reason, shown) }));
}

/** `Mon 2026-11-23 09:00 America/Los_Angeles (2026-11-23T17:00:00Z)` */
function onClock(instant: string, zone: string): string {
  return `${localTime(Date.parse(instant), zone)} (${instant.replace(/\.\d+Z$/, 'Z')})`;
}

/** `Mon 2026-11-23 09:00 America/Los_Angeles`. */
export function localTime(instant: number, zone: string): string {
  const local = localDateTime(newestClock(zone), instant);
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][local.dayOfWeek - 1] ?? '';
  return `${weekday} ${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${zone}`;
}

function words(reason: ReasonData, shown: (instant: string) => string): string {
  switch (reason.rule) {
    case 'first-attempt':
      return `First attempt, on step "${reason.step}".`;
    case 'retry':
      return `The last attempt ended in ${reason.after}; step "${reason.step}" has attempts left.`;
    case 'escalate':
      return `The last attempt, on step "${reason.from}", ended in ${reason.after}; now step "${reason.step}".`;
    case 'spacing':
      return `After ${reason.after} the policy waits ${lengthOf(reason.wait)}, until ${shown(reason.until)}.`;
    case 'quiet-period':
      return `The end of the last attempt is unknown, so the phone may still be ringing: no dial before ${shown(reason.until)}.`;
    case 'not-before':
      return `Rescheduled: not before ${shown(reason.until)}.`;
    case 'callback':
      return reason.by === 'person'
        ? `In attempt ${reason.after} the person asked to be called at ${shown(reason.at)} (policy.callbacks); this uses up no attempt of the policy.`
        : `Rescheduled with "extend": the person is to be called at ${shown(reason.at)}; this uses up no attempt of the policy.`;
    case 'callback-missed':
      return `The person was to be called at ${shown(reason.at)}, but no dial is permitted between then and ${shown(reason.until)} (policy.callbacks.within), so the call continues without it.`;
    case 'not-sent':
      return `The last dial was not sent (${reason.why}); next try ${reason.until === undefined ? 'as soon as this ends' : `at ${shown(reason.until)}`}.`;
    case 'calling-hours':
      return `Outside calling hours${reason.closed.length > 0 ? `: closed by ${listOf(reason.closed.map(ownerOf))}` : ''}; they open at ${reason.localTime}.`;
    case 'clock-changed':
      return `Release ${reason.since} of the time-zone data changed the clocks of ${reason.zone} to UTC${reason.newer}, but the process that decided has ${reason.release ?? 'an unknown release'}, with UTC${reason.older}: a dial must be permitted on both clocks.`;
    case 'never-open':
      return `Outside calling hours: closed by ${listOf(reason.closed.map(ownerOf))}, and not open again before the deadline, so the call ends.`;
    case 'person-limit':
      return `Limit ${reason.limit} allows ${reason.most} attempts to the person, and ${reason.counted} were made: no dial before ${shown(reason.until)}.`;
    case 'rest':
      return `Limit ${reason.limit} requires a rest after ${restAfter[reason.after]}: no dial before ${shown(reason.until)}.`;
    case 'hours-look-up':
      return `Amazon Connect's hours of operation ${reason.hoursOfOperationId} must be fetched first.`;
    case 'hours-not-fetched':
      return 'again' in reason
        ? `Amazon Connect's hours of operation could not be fetched (${reason.why}), so nothing is dialed; next try at ${shown(reason.again)}.`
        : `Amazon Connect's hours of operation could not be fetched (${reason.why}); dialing continues by the hours fetched at ${shown(reason.fetchedAt)}.`;
    case 'hours-closed':
      return `Amazon Connect's hours of operation open on no date up to ${reason.through}; they are looked up again at ${shown(reason.again)}.`;
    case 'before-dial':
      return `The activity "${reason.activity}" allows no dial before ${shown(reason.until)}${reason.why === undefined ? '' : `: ${reason.why}`}.`;
    case 'before-dial-not-answered':
      return `The activity "${reason.activity}" on task queue "${reason.taskQueue}" gave no usable answer (${reason.why}), so nothing is dialed; next try at ${shown(reason.until)}.`;
    case 'refused-before-dial':
      return `The activity "${reason.activity}" refused the call: ${reason.why}`;
    case 'step-skipped':
      return `Step "${reason.step}" is skipped: ${reason.why}`;
    case 'paused':
      return 'The call is paused; resume it to continue.';
    case 'reached':
      return `Attempt ${reason.attempt} reached the person.`;
    case 'stopped-by-policy':
      return `The policy stops after ${reason.after}.`;
    case 'attempt-limit':
      return `The policy's limit of ${reason.limit} attempts is used up.`;
    case 'no-step-left':
      return 'No step of the policy has an attempt left.';
    case 'deadline':
      return `The next permitted time is not before the deadline, ${shown(reason.deadline)}.`;
    case 'cancelled':
      return 'The call was cancelled.';
    case 'concluded':
      return `The call was concluded${reason.by === undefined ? '' : ` by ${reason.by}`}, so nothing more is dialed.`;
    case 'called-before':
      return `A call with this workflow ID has ended before (${reason.outcome}, first run ${reason.firstExecutionRunId}), so nothing is dialed. To call again, use another workflow ID.`;
    case 'opted-out':
      return `The person has opted out of calls${reason.why === undefined ? '' : `: ${reason.why}`}.`;
    case 'refused':
      return `In attempt ${reason.attempt} the person refused such calls (policy.refusedWhen).`;
  }
}

/** The name of hours in words; rules keep their own names. */
function ownerOf(name: string): string {
  if (name === 'policy') return "the policy's calling hours";
  return name === 'amazon-connect' ? "Amazon Connect's hours of operation" : name;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

const restAfter: Record<RestAfter, string> = {
  attempt: 'an attempt',
  conversation: 'a conversation',
  refusal: 'a refusal',
  abandoned: 'a call that no agent answered',
};

/** `1 hour 30 minutes`, exact to the second; the package `ms` would round it to "2 hours". */
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
