import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { ConnectError, FailureType } from '../src/connect';
import { isRetryable, toFailure } from '../src/connect/connect-error';
import type { AttemptPlan } from '../src/domain/attempt';
import type { Contact } from '../src/domain/contact';
import { lineHeldFor } from '../src/domain/lines';
import { ReservedAttribute } from '../src/domain/reserved-attributes';
import type { ActivityDependencies } from './dependencies';

export interface AwaitContactInput {
  readonly instanceId: string;
  readonly contactId: string;
  /** The attempt that the contact must belong to. */
  readonly attemptId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
  /** Whose lines the contact holds one of. @default GENERAL */
  readonly trafficType?: AttemptPlan['trafficType'];
  /** How long the contact holds its line of the instance each time it is said to, milliseconds. @default half an hour */
  readonly lineHeldFor?: number;
}

export type AwaitContactResult =
  | { readonly result: 'ended'; readonly contact: Contact }
  /** Amazon Connect does not know the contact. */
  | { readonly result: 'lost'; readonly why: string };

/**
 * Wait for a contact's end by asking DescribeContact now and then. Between two questions it holds no worker slot and
 * writes no event: each "not yet" is a benign failure that Temporal retries after the delay it carries.
 *
 * @throws ApplicationFailure `ContactNotEnded` (benign, retried), `TokenCollision` (not retryable), or another {@link FailureType}
 */
export function createAwaitContact({ connect, pollDelay = defaultPollDelay, linesOf }: ActivityDependencies) {
  return async function awaitContact(input: AwaitContactInput): Promise<AwaitContactResult> {
    // Both by Temporal's clock: this worker's own may be minutes off.
    const age = activityInfo().currentAttemptScheduledTimestampMs - Date.parse(input.since);
    const retryAfter = pollDelay(Math.max(0, age));
    let contact: Contact;
    try {
      contact = await connect.describeContact(input);
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
      throw notYet(`Contact ${input.contactId} is not visible yet: ${error.message}`, retryAfter);
    }
    refuseOthers(contact, input);
    if (contact.endedAt === undefined) {
      const { lineHeldFor: heldFor = lineHeldFor } = input;
      if (isTimeToKeep(age, retryAfter, heldFor))
        linesOf?.(input.instanceId, input.trafficType).keep(input.attemptId, heldFor);
      throw notYet(`Contact ${input.contactId} has not ended yet`, retryAfter);
    }
    return { result: 'ended', contact };
  };
}

const errorDelay = 5_000;
const visibleAfter = 2 * 60_000;

function defaultPollDelay(age: number): number {
  return Math.min(Math.max(2_000, age / 10), 30_000);
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
function refuseOthers(contact: Contact, { attemptId }: AwaitContactInput): void {
  const named = contact.attributes[ReservedAttribute.AttemptId];
  if (named !== undefined && named !== attemptId) {
    throw ApplicationFailure.nonRetryable(
      `Amazon Connect answered attempt ${attemptId} with contact ${contact.contactId}, which belongs to attempt ${named}`,
      FailureType.TokenCollision,
    );
  }
}
