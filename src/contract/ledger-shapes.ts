import type { CallIdentity } from '../domain/call/attempt';
import { dispositions } from '../domain/call/disposition';
import { Outcome } from '../domain/call/outcome';
import type { LimitCheck } from '../domain/ledger/check';
import type { CountedAttempt, RestAfter } from '../domain/ledger/counted-attempt';
import type { LedgerReport } from '../domain/ledger/apply-report';
import type { KnownCall, Ledger, LedgerEntry } from '../domain/ledger/ledger';
import type { Reservation } from '../domain/ledger/reserve';
import {
  boolean,
  epochMs,
  list,
  number,
  object,
  oneOf,
  optional,
  text,
  variants,
  workflowId,
  type Members,
} from './shape';

/** A hundred years, so that a timer to its end is within the server's durations. */
const keepFor = number(0, 100 * 366 * 24 * 60 * 60_000);
const subject = text(200);
const outcome = oneOf(Object.values(Outcome));
const disposition = oneOf(dispositions);

const call: Members<CallIdentity> = { workflowId, firstExecutionRunId: text() };

const countedAttempt: Members<CountedAttempt> = {
  attemptId: text(),
  call: workflowId,
  subject: optional(subject),
  at: epochMs,
  endedAt: optional(epochMs),
  disposition: optional(disposition),
  isConversation: optional(boolean),
  isRefusal: optional(boolean),
  quietUntil: optional(epochMs),
  quietNumber: optional(list(text())),
  sequence: optional(number(1, Number.MAX_SAFE_INTEGER)),
};

const ledger = object<Ledger>({
  since: optional(epochMs),
  attempts: list(object<LedgerEntry>({ ...countedAttempt, keepFor, lookUpAt: optional(epochMs) })),
  calls: list(object<KnownCall>({ ...call, until: epochMs, isOver: boolean, outcome: optional(outcome) })),
});

const after = oneOf<RestAfter>(['attempt', 'conversation', 'refusal', 'abandoned']);

const check = variants<LimitCheck>('kind', {
  count: object<Extract<LimitCheck, { kind: 'count' }>>({
    kind: oneOf(['count']),
    limit: text(),
    most: number(),
    since: number(),
    subject: optional(subject),
    ignores: optional(list(disposition)),
  }),
  rest: object<Extract<LimitCheck, { kind: 'rest' }>>({
    kind: oneOf(['rest']),
    limit: text(),
    after,
    since: number(),
    turns: optional(list(number())),
    subject: optional(subject),
  }),
});

export const reservation = object<Reservation>({
  attemptId: text(),
  call: workflowId,
  subject: optional(subject),
  at: epochMs,
  checks: list(check),
  keepFor,
  lookUpAt: epochMs,
  isAgain: optional(boolean),
  number: optional(list(text())),
  sentSince: optional(epochMs),
});

export const ledgerReport = object<LedgerReport>({
  registered: optional(object({ ...call, until: epochMs })),
  recorded: optional(object({ attempts: list(object(countedAttempt)), keepFor })),
  left: optional(object({ ...call, until: epochMs, outcome: optional(outcome) })),
  released: optional(list(text())),
  neverRang: optional(list(text())),
  postponed: optional(object({ attemptIds: list(text()), lookUpAt: epochMs })),
  adopted: optional(ledger),
  about: optional(object({ attemptId: text(), at: epochMs })),
});
