import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { ConnectError, FailureType } from '../../src/connect';
import { isRetryable, toFailure } from '../../src/connect/connect-error';
import { attemptId, type AttemptPlan, type Dialing } from '../../src/domain/call/attempt';
import type { Contact } from '../../src/domain/call/contact';
import { ReservedAttribute } from '../../src/domain/reserved-attributes';
import type { Decided, Decider, DecisionBasis } from '../decide/decider';
import { systemClock, type ActivityDependencies } from '../dependencies';

export interface AwaitContactInput {
  readonly contactId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  /** How long the contact holds its line of the instance each time it is kept, milliseconds. */
  readonly lineHeldFor: number;
  /** The attempt that the contact must belong to, and that ends with it. */
  readonly closes: {
    readonly plan: AttemptPlan;
    readonly dialing: Dialing;
    readonly stoppedByUs: boolean;
  };
  readonly basis: DecisionBasis;
  /** The call's own: where its ledgers run. */
  readonly taskQueue: string;
}

export type AwaitContactResult =
  | { readonly result: 'ended'; readonly decided: Decided }
  /** Amazon Connect does not know the contact. */
  | { readonly result: 'lost'; readonly why: string };

/**
 * Wait for a contact's end by polling DescribeContact. Between two polls it holds no worker slot and writes no event: each "not yet"
 * is a benign failure that Temporal retries after the delay it carries. What it has seen end it also closes, and it decides what
 * comes next.
 *
 * @throws ApplicationFailure `ContactNotEnded` (benign, retried), `TokenCollision` (not retryable), or another {@link FailureType}
 */
export function createAwaitContact(dependencies: ActivityDependencies, { decide, readRequest }: Decider) {
  const { connect, pollDelay = defaultPollDelay, linesOf, clock = systemClock } = dependencies;

  return async function awaitContact(input: AwaitContactInput): Promise<AwaitContactResult> {
    const began = Date.now();
    const { contactId, since, lineHeldFor, closes, basis, taskQueue } = input;
    const { plan, dialing, stoppedByUs } = closes;
    const { instanceId } = plan;
    const id = attemptId(basis.call, plan.number);
    // Both by Temporal's clock: this worker's own may be minutes off.
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
          retryAfter: Math.max(retryAfter, errorDelay),
          benign: error.type === FailureType.Throttled,
        });
      }
      // A contact may become visible later than it is started. A refusal that lasts must not fail the call, whose
      // phone may be ringing: how the attempt ended is not known then.
      if (age > visibleAfter) return { result: 'lost', why: error.message };
      throw notYet(`Contact ${contactId} is not visible yet: ${error.message}`, retryAfter);
    }
    refuseOthers(contact, id);
    if (contact.endedAt === undefined) {
      if (isTimeToKeep(age, retryAfter, lineHeldFor))
        linesOf?.(instanceId, plan.trafficType).keep(id, lineHeldFor);
      throw notYet(`Contact ${contactId} has not ended yet`, retryAfter);
    }
    const ended = { plan, ...dialing, ending: { how: 'contact', contact, stoppedByUs } as const };
    const request = readRequest(basis.request);
    // This poll may have waited for its turn while the contact ended.
    const seenAt = Math.max(now, Math.min(await clock(), Date.parse(contact.endedAt)));
    const decided = await decide({ ...basis, request }, [ended], { now: seenAt, taskQueue, began });
    return { result: 'ended', decided };
  };
}

const errorDelay = 5_000;
const visibleAfter = 2 * 60_000;

/** Of a short call the end is known within 5 s; of a long one within a twenty-fourth of its age. */
function defaultPollDelay(age: number): number {
  return Math.min(Math.max(5_000, age / 24), 30_000);
}

/** A long conversation says now and then that it still holds its line: three times before it would lose it. */
function isTimeToKeep(age: number, sinceLastQuestion: number, heldFor: number): boolean {
  const every = heldFor / 3;
  // Whoever asks for the first time late does not know when that was said last.
  if (activityInfo().attempt === 1) return age > every;
  return Math.floor(age / every) > Math.floor((age - sinceLastQuestion) / every);
}

function notYet(message: string, nextRetryDelay: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: FailureType.ContactNotEnded,
    message,
    nextRetryDelay,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** A contact that names another attempt was started with a token that two attempts share: never go on from there. */
function refuseOthers(contact: Contact, attemptId: string): void {
  const named = contact.attributes[ReservedAttribute.AttemptId];
  if (named !== undefined && named !== attemptId) {
    throw ApplicationFailure.nonRetryable(
      `Amazon Connect answered attempt ${attemptId} with contact ${contact.contactId}, which belongs to attempt ${named}`,
      FailureType.TokenCollision,
    );
  }
}
