import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { backoff } from '../../domain/backoff';
import type { Contact } from '../../domain/call/contact';
import { maskPhoneNumber } from '../../domain/mask';
import { ReservedAttribute } from '../../domain/reserved-attributes';
import { attemptsIn, isOpen, readRun, type AttemptInHistory } from '../../history';
import { abandonedCalls, type AbandonedCall } from './abandoned-calls';
import type { PatientConnect } from './patient-connect';

/** An attempt of an abandoned call whose phone rings, or may be ringing. */
export interface Orphan {
  readonly workflowId: string;
  readonly call: AbandonedCall['status'];
  readonly attempt: number;
  readonly instanceId: string;
  readonly contactId?: string | undefined;
  /** Masked. */
  readonly destinationPhoneNumber: string;
  /** When it was dialed or answered; where that is not known, when nothing was sent for it any more. ISO 8601. */
  readonly since: string;
  /** `unknown`: Amazon Connect shows no contact of it, and it may be ringing all the same. */
  readonly state: 'ringing' | 'talking' | 'unknown' | 'hung-up';
}

export interface Orphans {
  /** How many calls were looked at. */
  readonly calls: number;
  readonly orphans: readonly Orphan[];
}

export interface OrphansOptions {
  readonly client: Client;
  readonly connect: PatientConnect;
  /** That of the calls. */
  readonly taskQueue: string;
  /** Calls that ended before it are not looked at. */
  readonly since: Date;
  /** Where contacts can be searched for; undefined where nowhere. */
  readonly searchable: ((instanceId: string) => boolean) | undefined;
}

/** Which phones may be ringing though nothing in Temporal follows their calls any more. Changes nothing. */
export async function findOrphans(options: OrphansOptions): Promise<Orphans> {
  const { client, connect } = options;
  const calls = await abandonedCalls(client, options);
  const open: Open[] = [];
  for (const call of calls) {
    const runs = call.runs.map((runId) => readRun(client, call.workflowId, runId));
    const attempts = attemptsIn(
      call,
      (await Promise.all(runs)).map((run) => run ?? []),
    );
    open.push(...attempts.filter(isOpen).map((attempt) => ({ call, attempt })));
  }
  const found = await searchFor(open, options);
  const orphans: Orphan[] = [];
  for (const { call, attempt } of open) {
    const { instanceId } = attempt;
    const contactId = contactIdOf(attempt);
    const contact =
      contactId === undefined
        ? found.get(attempt.attemptId)
        : await connect.describe({ instanceId, contactId });
    const orphan = orphanOf(call, attempt, contact);
    if (orphan) orphans.push(orphan);
  }
  return { calls: calls.length, orphans };
}

interface Open {
  readonly call: AbandonedCall;
  readonly attempt: AttemptInHistory;
}

function contactIdOf({ dial }: AttemptInHistory): string | undefined {
  return typeof dial === 'object' ? dial.contactId : undefined;
}

/** The contacts of attempts whose own history doesn't name them, by attempt id. */
async function searchFor(
  open: readonly Open[],
  { connect, searchable }: OrphansOptions,
): Promise<ReadonlyMap<string, Contact>> {
  const found = new Map<string, Contact>();
  const wanted = open
    .map(({ attempt }) => attempt)
    .filter((attempt) => attempt.dial === 'maybe-sent' && searchable?.(attempt.instanceId));
  for (const instanceId of new Set(wanted.map((attempt) => attempt.instanceId))) {
    const here = wanted.filter((attempt) => attempt.instanceId === instanceId);
    for (let at = 0; at < here.length; at += mostAtOnce) {
      const some = here.slice(at, at + mostAtOnce);
      const sent = some.map(({ lastSentAt }) => Date.parse(lastSentAt));
      const contactIds = await connect.search({
        instanceId,
        attemptIds: some.map(({ attemptId }) => attemptId),
        from: new Date(Math.min(...sent) - longestDial).toISOString(),
        until: new Date(Date.now() + clocksDiffer).toISOString(),
      });
      // Newest first: of several of one attempt that one counts which may be ringing.
      for (const contactId of [...contactIds].reverse()) {
        const contact = await connect.describe({ instanceId, contactId });
        const attemptId = contact?.attributes[ReservedAttribute.AttemptId];
        if (contact && attemptId !== undefined) found.set(attemptId, contact);
      }
    }
  }
  return found;
}

/** Attempt ids that one search takes (API reference, SearchableContactAttributesCriteria). */
const mostAtOnce = 20;
/** A dial waits for its turn for an hour at most, and is sent again for ten minutes; clocks differ. Milliseconds. */
const longestDial = 3 * 60 * 60_000;
const clocksDiffer = 60 * 60_000;

function orphanOf(
  call: AbandonedCall,
  attempt: AttemptInHistory,
  contact: Contact | undefined,
): Orphan | undefined {
  const { number, attemptId, instanceId, lastSentAt } = attempt;
  const about = {
    ...{ workflowId: call.workflowId, call: call.status, attempt: number, instanceId },
    destinationPhoneNumber: maskPhoneNumber(attempt.destinationPhoneNumber),
  };
  if (!contact) {
    const isOver = Date.now() - Date.parse(lastSentAt) > longestUnknown;
    return isOver
      ? undefined
      : { ...about, contactId: contactIdOf(attempt), since: lastSentAt, state: 'unknown' };
  }
  const named = contact.attributes[ReservedAttribute.AttemptId] ?? attemptId;
  // One that belongs to another attempt is not to be hung up for this one.
  if (contact.endedAt !== undefined || named !== attemptId) return undefined;
  const { connectedAt, initiatedAt = lastSentAt } = contact;
  return {
    ...about,
    contactId: contact.contactId,
    since: connectedAt ?? initiatedAt,
    state: connectedAt === undefined ? 'ringing' : 'talking',
  };
}

/** For so long a call leaves a person in peace by default, who may be rung: the longest ring and the quiet period. Milliseconds. */
const longestUnknown = 16 * 60_000;

/** Stop what is live, and see it end. */
export async function hangUp(connect: PatientConnect, orphans: readonly Orphan[]): Promise<Orphan[]> {
  return Promise.all(
    orphans.map(async (orphan): Promise<Orphan> => {
      const { instanceId, contactId } = orphan;
      if (contactId === undefined) return orphan;
      const isSilent = await silenced(connect, { instanceId, contactId });
      return isSilent ? { ...orphan, state: 'hung-up' } : orphan;
    }),
  );
}

async function silenced(
  connect: PatientConnect,
  contact: { readonly instanceId: string; readonly contactId: string },
): Promise<boolean> {
  for (let tries = 0; tries < mostStops; tries += 1) {
    await connect.stop(contact);
    const seen = await connect.describe(contact);
    if (seen?.endedAt !== undefined) return true;
    await delay(backoff(betweenStops, tries));
  }
  return false;
}

/** A contact can be stopped before Amazon Connect shows it to everyone. */
const mostStops = 5;
const betweenStops = { firstMs: 500, longestMs: 8_000 };
