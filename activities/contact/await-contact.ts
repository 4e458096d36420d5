import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { ConnectError, FailureType } from '../../src/connect';
import { isRetryable, toFailure } from '../../src/connect/connect-error';
import { attemptId } from '../../src/domain/call/attempt';
import type { Contact } from '../../src/domain/call/contact';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import type { Decider } from '../decide/decider';
import { systemClock, type ActivityDependencies } from '../dependencies';
import type { AwaitContactInput, AwaitContactResult } from '../../src/contract/contact';

/**
 * Wait for a contact's end by polling DescribeContact. Between polls it holds no worker slot and adds no history event: each "not
 * ended yet" is a benign failure that Temporal retries after the delay that the failure carries. When the contact has ended, the
 * activity closes the attempt and decides what comes next.
 *
 * @throws ApplicationFailure `ContactNotEnded` (benign, retried), `TokenCollision` (not retryable), or another {@link FailureType}
 */
export function createAwaitContact(dependencies: ActivityDependencies, { decide, readRequest }: Decider) {
  const { connect, pollDelay = defaultPollDelay, linesOf, clock = systemClock } = dependencies;

  return async function awaitContact(input: AwaitContactInput): Promise<AwaitContactResult> {
    const began = Date.now();
    const { contactId, since, lineHeldForMs, closes, basis, taskQueue } = input;
    const { plan, dialing, stoppedByUs } = closes;
    const { instanceId } = plan;
    const id = attemptId(basis.call, plan.number);
    // By Temporal's clock: this worker's own may be minutes off.
    const now = activityInfo().currentAttemptScheduledTimestampMs;
    const age = now - Date.parse(since);
    const retryAfter = pollDelay(Math.max(0, age));
    let contact: Contact;
    try {
      contact = await connect.describeContact({ instanceId, contactId });
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      if (isRetryable(error.type)) {
        throw toFailure(error, {
          retryAfter: Math.max(retryAfter, errorDelayMs),
          benign: error.type === FailureType.Throttled,
        });
      }
      // A new contact may not be visible yet. A lasting refusal must not fail the call, since its phone may be ringing;
      // the attempt's end is then unknown.
      if (age > visibleAfterMs) return { result: 'lost', why: error.message };
      throw notYet(`Contact ${contactId} is not visible yet: ${error.message}`, retryAfter);
    }
    refuseOthers(contact, id);
    if (contact.endedAt === undefined) {
      if (isTimeToKeep(age, retryAfter, lineHeldForMs))
        linesOf?.(instanceId, plan.trafficType).keep(id, lineHeldForMs);
      throw notYet(`Contact ${contactId} has not ended yet`, retryAfter);
    }
    const ended = { plan, ...dialing, ending: { how: 'contact', contact, stoppedByUs } as const };
    const request = readRequest(basis.request);
    // The contact may have ended while this poll waited in the queue.
    const seenAt = Math.max(now, Math.min(await clock(), Date.parse(contact.endedAt)));
    const decided = await decide({ ...basis, request }, [ended], { now: seenAt, taskQueue, began });
    return { result: 'ended', decided };
  };
}

const errorDelayMs = 5_000;
const visibleAfterMs = 2 * 60_000;

/** The end of a short call is noticed within 5 s, that of a longer one within 1/24 of its age, at most 30 s. */
function defaultPollDelay(age: number): number {
  return Math.min(Math.max(5_000, age / 24), 30_000);
}

/** A long conversation renews its line three times per holding period. */
function isTimeToKeep(age: number, sinceLastPoll: number, heldFor: number): boolean {
  const every = heldFor / 3;
  // The first poll does not know when the line was last renewed.
  if (activityInfo().attempt === 1) return age > every;
  return Math.floor(age / every) > Math.floor((age - sinceLastPoll) / every);
}

function notYet(message: string, nextRetryDelay: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: FailureType.ContactNotEnded,
    message,
    nextRetryDelay,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** A contact that names another attempt means that two attempts shared a token. The call must not continue from there. */
function refuseOthers(contact: Contact, attemptId: string): void {
  const named = contact.attributes[ReservedAttribute.AttemptId];
  if (named !== undefined && named !== attemptId) {
    throw ApplicationFailure.nonRetryable(
      `Amazon Connect answered attempt ${attemptId} with contact ${contact.contactId}, which belongs to attempt ${named}`,
      FailureType.TokenCollision,
    );
  }
}
