import type { Attempt } from '../domain/call/attempt';
import type { Conclusion } from '../domain/call/conclusion';
import type { CallResult } from '../domain/call/call-result';
import { CallPhase, type CallStatus } from '../domain/call/call-status';
import { maskPhoneNumber } from '../domain/mask';

/** One line of a call's timeline. */
export interface TimelineLine {
  /** Identifies the event, so that it is printed once although the status is read repeatedly. */
  readonly key: string;
  readonly text: string;
}

/** The lines of a call's timeline, in order. */
export function timelineOf(status: CallStatus): TimelineLine[] {
  const lines = status.skippedSteps.map(({ step, why }) => ({
    key: `skip ${step}`,
    text: `step ${step} is skipped: ${why}`,
  }));
  for (const attempt of status.attempts) lines.push(...endedLines(attempt));
  const { current, next } = status;
  if (current)
    lines.push({
      key: `dial ${current.number}`,
      text: `attempt ${current.number}  dialing on step ${current.step}`,
    });
  if (current?.contactId) {
    lines.push({
      key: `contact ${current.number}`,
      text: `attempt ${current.number}  contact ${current.contactId} is under way`,
    });
  }
  if (next) {
    const reasons = next.reasons.map((reason) => reason.text).join(' ');
    lines.push({
      key: `next ${status.attempts.length} ${next.at}`,
      text: `next       at ${time(next.at)} on step ${next.step}: ${reasons}`,
    });
  }
  if (status.state === CallPhase.Paused)
    lines.push({ key: `paused ${status.attempts.length}`, text: 'paused     until resumed' });
  const { conclusion } = status;
  if (conclusion) lines.push({ key: 'conclusion', text: `concluded  ${conclusionText(conclusion)}`.trim() });
  if (status.outcome) lines.push({ key: 'outcome', text: `outcome    ${status.outcome}` });
  return lines;
}

function endedLines(attempt: Attempt): TimelineLine[] {
  const { number } = attempt;
  return [
    { key: `dial ${number}`, text: `attempt ${number}  dialing on step ${attempt.step}` },
    { key: `end ${number}`, text: `attempt ${number}  ${describeEnd(attempt)}` },
  ];
}

/** How an attempt ended, in one line. */
export function describeEnd(attempt: Attempt): string {
  const { disposition, ringSeconds, talkSeconds, why, disconnectReason, callbackRequest } = attempt;
  const facts = [
    `to ${maskPhoneNumber(attempt.destinationPhoneNumber)}`,
    attempt.sourcePhoneNumber ? `from ${attempt.sourcePhoneNumber}` : undefined,
    attempt.queueId ? `queue ${attempt.queueId}` : undefined,
    ringSeconds === undefined ? undefined : `rang ${ringSeconds} s`,
    talkSeconds === undefined ? undefined : `talked ${talkSeconds} s`,
    disconnectReason,
    attempt.callbackFor === undefined ? undefined : `callback for ${time(attempt.callbackFor)}`,
    callbackRequest && 'at' in callbackRequest
      ? `asked to be called at ${time(callbackRequest.at)}`
      : undefined,
    attempt.phoneMayBeRinging ? 'the phone may be ringing' : undefined,
    why,
  ].filter((fact) => fact !== undefined);
  return `${disposition} (${facts.join(', ')})`;
}

function conclusionText({ by, result }: Conclusion): string {
  return [
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(result === undefined ? [] : [`result: ${JSON.stringify(result)}`]),
  ].join(', ');
}

/** A finished call, for people. */
export function resultText(workflowId: string, result: CallResult): string {
  return [
    `${workflowId}: ${result.outcome}`,
    ...result.attempts.map(
      (attempt) =>
        `  ${time(attempt.startedAt)}  attempt ${attempt.number}, ${attempt.step}: ${describeEnd(attempt)}`,
    ),
    ...result.skippedSteps.map(({ step, why }) => `  step ${step} was skipped: ${why}`),
    ...result.reasons.map((reason) => `  ${reason.text}`),
    ...(result.conclusion?.result === undefined
      ? []
      : [`  ${conclusionText({ result: result.conclusion.result })}`]),
    ...(result.phoneMayBeRinging ? ['  The end of an attempt is unknown: the phone may be ringing.'] : []),
    ...result.warnings.map((warning) => `  Warning: ${warning}`),
  ].join('\n');
}

/** `2026-11-23 04:22:23Z` */
export function time(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
