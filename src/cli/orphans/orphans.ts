import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { backoff } from '../../domain/backoff';
import type { Contact } from '../../domain/call/contact';
import { maskPhoneNumber } from '../../domain/mask';
import { ReservedAttribute } from '../../domain/reserved-contact-attributes';
import { attemptsIn, isOpen, readRun, type AttemptInHistory } from '../../history';
import { abandonedCalls, type AbandonedCall } from './abandoned-calls';
import type { PacedConnect } from './paced-connect';

/** An attempt of an abandoned call whose contact is or may be live. */
export interface Orphan {
  readonly workflowId: string;
  readonly call: AbandonedCall['status'];
  readonly attempt: number;
  readonly instanceId: string;
  readonly contactId?: string | undefined;
  /** Masked. */
  readonly destinationPhoneNumber: string;
  /** When it was answered or dialed; if unknown, when it was last sent. ISO 8601. */
  readonly since: string;
  /** `unknown`: no contact was found, but the phone may be ringing. */
  readonly state: 'ringing' | 'talking' | 'unknown' | 'hung-up';
}

/** An attempt that may be live, but can't be checked. */
interface NotSeen {
  readonly workflowId: string;
  readonly attempt?: number | undefined;
  readonly instanceId?: string | undefined;
  readonly contactId?: string | undefined;
  /** A sentence without its full stop. */
  readonly why: string;
}

export interface Orphans {
  /** Number of calls checked. */
  readonly calls: number;
  /** IDs of the instances whose contacts were described or searched for. */
  readonly instances: readonly string[];
  readonly orphans: readonly Orphan[];
  readonly notSeen: readonly NotSeen[];
}

export interface OrphansOptions {
  readonly client: Client;
  readonly connect: PacedConnect;
  /** Task queue of the calls. */
  readonly taskQueue: string;
  /** Ignore calls that ended earlier. */
  readonly since: Date;
  /** Whether contacts of an instance can be searched for; undefined if no instance allows it. */
  readonly searchable: ((instanceId: string) => boolean) | undefined;
  /** For how long after its last send an attempt whose contact is not found may be ringing, ms. @default 16 minutes: the longest ring and the default quiet period */
  readonly unknownForMs?: number;
}

/** Attempts of abandoned calls whose contacts are or may be live. Read-only. */
export async function findOrphans(options: OrphansOptions): Promise<Orphans> {
  const { client, connect, unknownForMs = 16 * 60_000 } = options;
  const calls = await abandonedCalls(client, options);
  const open: Open[] = [];
  const notSeen: NotSeen[] = [];
  for (const call of calls) {
    const runs = await Promise.all(call.runs.map((runId) => readRun(client, call.workflowId, runId)));
    const known = runs.filter((run) => run !== undefined);
    if (known.length < runs.length)
      notSeen.push({ workflowId: call.workflowId, why: 'Temporal no longer has its history' });
    const attempts = attemptsIn(call, known);
    open.push(...attempts.filter(isOpen).map((attempt) => ({ call, attempt })));
  }
  const looked: Looked[] = [];
  for (const one of open) looked.push({ ...one, seen: await seenOf(one, connect) });
  const found = await searchFor(looked, options);
  const orphans: Orphan[] = [];
  for (const { call, attempt, seen } of looked) {
    const contact = seen.is === 'own' ? seen.contact : found.get(attempt.attemptId);
    const orphan = orphanOf(call, attempt, { seen, contact, unknownForMs });
    if (orphan) orphans.push(orphan);
    else if (seen.is === 'not-shown' && !contact) notSeen.push(notShown(call, attempt, seen.contactId));
  }
  const instances = [...new Set(open.map(({ attempt }) => attempt.instanceId))];
  return { calls: calls.length, instances, orphans, notSeen };
}

interface Open {
  readonly call: AbandonedCall;
  readonly attempt: AttemptInHistory;
}

interface Looked extends Open {
  readonly seen: Seen;
}

/** What Amazon Connect shows of the contact that the attempt's history names. */
type Seen =
  | { readonly is: 'own'; readonly contact: Contact }
  | { readonly is: 'not-shown'; readonly contactId: string }
  /** It belongs to another attempt: a signal may name any contact. */
  | { readonly is: 'of-another' }
  | { readonly is: 'not-named' };

async function seenOf(
  { attempt: { attemptId, dial, instanceId } }: Open,
  connect: PacedConnect,
): Promise<Seen> {
  if (typeof dial !== 'object') return { is: 'not-named' };
  const { contactId } = dial;
  const contact = await connect.describe({ instanceId, contactId });
  if (!contact) return { is: 'not-shown', contactId };
  const named = contact.attributes[ReservedAttribute.AttemptId] ?? attemptId;
  return named === attemptId ? { is: 'own', contact } : { is: 'of-another' };
}

/** Contacts that the attempts' histories don't name, or name wrongly, by attempt ID. */
async function searchFor(
  looked: readonly Looked[],
  { connect, searchable }: OrphansOptions,
): Promise<ReadonlyMap<string, Contact>> {
  const found = new Map<string, Contact>();
  const wanted = looked
    .filter(({ seen }) => seen.is === 'not-named' || seen.is === 'of-another')
    .map(({ attempt }) => attempt)
    .filter(({ instanceId }) => searchable?.(instanceId));
  for (const instanceId of new Set(wanted.map((attempt) => attempt.instanceId))) {
    const here = wanted.filter((attempt) => attempt.instanceId === instanceId);
    for (let at = 0; at < here.length; at += maxAttemptIds) {
      const some = here.slice(at, at + maxAttemptIds);
      const sent = some.map(({ lastSentAt }) => Date.parse(lastSentAt));
      const contactIds = await connect.search({
        instanceId,
        attemptIds: some.map(({ attemptId }) => attemptId),
        from: new Date(Math.min(...sent) - longestDialMs).toISOString(),
        until: new Date(Date.now() + clockDifferenceMs).toISOString(),
      });
      // Oldest first, so that the newest contact of an attempt wins: it may be ringing.
      for (const contactId of [...contactIds].reverse()) {
        const contact = await connect.describe({ instanceId, contactId });
        const attemptId = contact?.attributes[ReservedAttribute.AttemptId];
        if (contact && attemptId !== undefined) found.set(attemptId, contact);
      }
    }
  }
  return found;
}

/** Attempt IDs per search (API reference, SearchableContactAttributesCriteria). */
const maxAttemptIds = 20;
/** A dial is queued for at most an hour and re-sent for ten minutes; the rest is for clock differences. */
const longestDialMs = 3 * 60 * 60_000;
const clockDifferenceMs = 60 * 60_000;

function orphanOf(
  call: AbandonedCall,
  attempt: AttemptInHistory,
  {
    seen,
    contact,
    unknownForMs,
  }: { readonly seen: Seen; readonly contact: Contact | undefined; readonly unknownForMs: number },
): Orphan | undefined {
  const { number, instanceId, lastSentAt } = attempt;
  const about = {
    ...{ workflowId: call.workflowId, call: call.status, attempt: number, instanceId },
    destinationPhoneNumber: maskPhoneNumber(attempt.destinationPhoneNumber),
  };
  if (!contact) {
    const isOver = Date.now() - Date.parse(lastSentAt) > unknownForMs;
    const contactId = seen.is === 'not-shown' ? seen.contactId : undefined;
    return isOver ? undefined : { ...about, contactId, since: lastSentAt, state: 'unknown' };
  }
  if (contact.endedAt !== undefined) return undefined;
  const { connectedAt, initiatedAt = lastSentAt } = contact;
  return {
    ...about,
    contactId: contact.contactId,
    since: connectedAt ?? initiatedAt,
    state: connectedAt === undefined ? 'ringing' : 'talking',
  };
}

/** Amazon Connect keeps contacts for two years, so one that it does not show belongs to another Region or account. */
function notShown({ workflowId }: AbandonedCall, attempt: AttemptInHistory, contactId: string): NotSeen {
  const { number, instanceId } = attempt;
  const why = `Amazon Connect shows no contact ${contactId} in instance ${instanceId}. Check the Region, the account and connect.instances of the settings`;
  return { workflowId, attempt: number, instanceId, contactId, why };
}

/** Stop live contacts and check that they ended. */
export async function hangUp(connect: PacedConnect, orphans: readonly Orphan[]): Promise<Orphan[]> {
  return Promise.all(
    orphans.map(async (orphan): Promise<Orphan> => {
      const { instanceId, contactId } = orphan;
      if (contactId === undefined) return orphan;
      const hasEnded = await stopUntilEnded(connect, { instanceId, contactId });
      return hasEnded ? { ...orphan, state: 'hung-up' } : orphan;
    }),
  );
}

async function stopUntilEnded(
  connect: PacedConnect,
  contact: { readonly instanceId: string; readonly contactId: string },
): Promise<boolean> {
  for (let tries = 0; tries < maxStops; tries += 1) {
    await connect.stop(contact);
    const seen = await connect.describe(contact);
    if (seen?.endedAt !== undefined) return true;
    await delay(backoff(stopBackoff, tries));
  }
  return false;
}

/** DescribeContact may show the end only some time after StopContact. */
const maxStops = 5;
const stopBackoff = { firstMs: 500, longestMs: 8_000 };
