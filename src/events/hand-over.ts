import { createHash } from 'node:crypto';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import { TokenBucket } from 'limiter';
import { contactEndedSignal } from '../contract/call-messages';
import type { Connect, ContactReference } from '../connect';
import type { Contact } from '../domain/call/contact';
import { ReservedAttribute } from '../domain/reserved-contact-attributes';
import type { ParsedMessage } from './parse-message';
import { standingOf, type Standing } from './orphan';
import { fateOfFailure, RetryLater, type Fate } from './fate';

export interface HandOverOptions {
  readonly client: Client;
  readonly connect: Connect;
  readonly describesPerSecond: number;
  readonly hangUpOrphans: boolean;
  readonly log: (line: string) => void;
}

/** Returns a function that hands a message's content to its workflow. It never rejects: every failure becomes a fate. */
export function handOverTo(options: HandOverOptions): (parsed: ParsedMessage) => Promise<Fate> {
  const describe = pacedDescribe(options);
  /** Described contacts that Temporal has not accepted yet, so that retries need no further DescribeContact. */
  const described = new LRUCache<string, Contact>({ max: waitingContacts });
  /** Fates of recent contacts, pending ones included, so that all events of a call and their copies cost one DescribeContact. */
  const known = new LRUCache<string, Fate, () => Promise<Fate>>({
    max: rememberedContacts,
    fetchMethod: (_contact, _stale, { context: find }) => find(),
  });

  /** Of recent contacts, as last handed over. */
  const attributesOf = new LRUCache<string, string>({ max: rememberedContacts });
  /** Amazon Connect delivers a record again when attributes have changed, such as by an agent after the call. */
  const keyOf = (parsed: Exclude<ParsedMessage, { is: 'nothing' | 'poison' }>, name: string) => {
    if (parsed.is === 'live-event') return `${name}/${parsed.type}`;
    const before = attributesOf.get(name);
    if (parsed.is !== 'contact-record' || before === undefined) return name;
    const now = digestOf(parsed.contact);
    return now === before ? name : `${name}/${now}`;
  };

  return async (parsed) => {
    const isOfNoUse = parsed.is === 'live-event' && !options.hangUpOrphans;
    if (parsed.is === 'nothing' || isOfNoUse) return { is: 'done', as: 'ignored' };
    if (parsed.is === 'poison') return parsed;
    const status: LRUCache.Status<string, Fate, () => Promise<Fate>> = {};
    try {
      const name = `${parsed.instanceId}/${parsed.contactId}`;
      const fate = await known.fetch(keyOf(parsed, name), {
        context: async () => {
          if (parsed.is === 'live-event') return hangUpOrphan(parsed, await describe(parsed), options);
          const contact =
            parsed.is === 'contact-record'
              ? parsed.contact
              : (described.get(name) ?? mustHaveEnded(await describe(parsed)));
          described.set(name, contact);
          const fate = await signalOwner(contact, options);
          described.delete(name);
          attributesOf.set(name, digestOf(contact));
          return fate;
        },
        status,
      });
      return status.fetchDispatched && fate ? fate : { is: 'done', as: 'repeated' };
    } catch (error) {
      return fateOfFailure(error);
    }
  };
}

function digestOf({ attributes }: Contact): string {
  const sorted = Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64');
}

/** A contact holds up to 32 KB of attributes. */
const waitingContacts = 512;

/** About two hours of calls at the quota of two dials a second; a few megabytes. */
const rememberedContacts = 16_384;

/** DescribeContact, paced to leave part of its quota to the workers. */
function pacedDescribe({ connect, describesPerSecond }: HandOverOptions) {
  const bucket = new TokenBucket({
    bucketSize: Math.max(1, describesPerSecond),
    tokensPerInterval: describesPerSecond,
    interval: 'second',
  });
  return async (reference: ContactReference): Promise<Contact> => {
    await bucket.removeTokens(1);
    return connect.describeContact(reference);
  };
}

function mustHaveEnded(contact: Contact): Contact {
  if (contact.endedAt === undefined) throw new RetryLater('DescribeContact does not show its end yet');
  return contact;
}

/** Stop a live contact of an abandoned call. */
async function hangUpOrphan(
  reference: ContactReference,
  contact: Contact,
  { client, connect, log }: HandOverOptions,
): Promise<Fate> {
  const owner = ownerOf(contact);
  if (!owner) return { is: 'done', as: 'foreign' };
  const { workflowId, attemptId } = owner;
  // Another event reports its end.
  if (contact.endedAt !== undefined) return { is: 'done', as: 'ignored' };
  if ((await inTime(client, () => standingOf(client, workflowId, attemptId))) !== 'orphans')
    return { is: 'done', as: 'ignored' };
  await connect.stopContact(reference);
  log(
    `Contact ${contact.contactId}: hung up, since its call ${workflowId} was terminated, timed out or failed`,
  );
  return { is: 'done', as: 'orphans' };
}

/** Signals the workflow that the contact's attributes name. */
async function signalOwner(contact: Contact, { client, log }: HandOverOptions): Promise<Fate> {
  const owner = ownerOf(contact);
  if (!owner) return { is: 'done', as: 'foreign' };
  const as = await signal(client, owner, contact);
  if (as === 'elsewhere') {
    const { namespace } = client.options;
    log(
      `Contact ${contact.contactId}: its call ${owner.workflowId} is not in namespace ${namespace}. It was deleted, or runs in another namespace`,
    );
  }
  return { is: 'done', as };
}

interface Owner {
  readonly workflowId: string;
  readonly attemptId: string;
}

/** The attempt that a contact's attributes name. */
function ownerOf({ attributes }: Contact): Owner | undefined {
  const workflowId = attributes[ReservedAttribute.WorkflowId];
  const attemptId = attributes[ReservedAttribute.AttemptId];
  return workflowId && attemptId ? { workflowId, attemptId } : undefined;
}

async function signal(
  client: Client,
  { workflowId, attemptId }: Owner,
  contact: Contact,
): Promise<'signalled' | Standing> {
  try {
    await inTime(client, () => client.workflow.getHandle(workflowId).signal(contactEndedSignal, contact));
    return 'signalled';
  } catch (error) {
    // The call is over (cancelled, or it learned of the end by polling), so it needs no signal.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return inTime(client, () => standingOf(client, workflowId, attemptId));
  }
}

function inTime<T>(client: Client, send: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + timeoutMs, send);
}

/** Milliseconds. Without a deadline, Temporal's client retries for up to half a minute, and waits for ever if nothing answers. */
const timeoutMs = 10_000;
