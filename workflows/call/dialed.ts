import type { ApplicationFailure } from '@temporalio/workflow';
import type { Contact } from '../../src/domain/call/contact';
import type { Dialing } from '../../src/domain/call/attempt';
import type { Obstacle } from '../../src/domain/decide/blocked';
import type { Decision } from '../../src/domain/decide/decision';

/** The final result of dialing an attempt. */
export type Dialed =
  | ({ readonly result: 'started'; readonly contactId: string } & WhenDialed)
  /** No phone rang, and the attempt is not used up. */
  | { readonly result: 'not-sent'; readonly obstacle: Obstacle }
  /** Nothing was sent, because the decision no longer held. */
  | { readonly result: 'redecided'; readonly decision: Decision; readonly changes: number }
  /** Nothing was sent, because the last attempt's contact says more than its record. */
  | { readonly result: 'corrected'; readonly contact: Contact }
  /** Amazon Connect refuses to dial this destination. */
  | { readonly result: 'refused'; readonly why: string }
  /** The step's queue, number or flow does not exist, or the settings do not allow it. */
  | { readonly result: 'no-such-resource'; readonly failure: ApplicationFailure }
  /** Amazon Connect refused the request of an attempt with a ring timeout and without campaign traffic. */
  | { readonly result: 'ring-timeout-refused'; readonly why: string }
  /** The phone may have rung. Nothing more can be learned. */
  | ({ readonly result: 'lost'; readonly why: string } & WhenDialed)
  /** Cancelled or overtaken by a message before the dial began. */
  | { readonly result: 'cancelled' };

type WhenDialed = Pick<Dialing, 'dialedAt' | 'sequence'>;

/** No answer has arrived yet: the phone may be ringing, and the token can be sent again. */
export interface Lost {
  readonly result: 'maybe-sent';
  readonly why: string;
  readonly firstSentAt: string;
  readonly isRefused?: true;
}
