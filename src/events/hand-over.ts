import { createHash } from 'node:crypto';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import { TokenBucket } from 'limiter';
import { contactEndedSignal } from '../contract/call-messages';
import type { Connect, ContactReference } from '../connect';
import { callOfAttempt, type CallIdentity } from '../domain/call/attempt';
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
  /** Believe a contact record without asking Amazon Connect. */
  readonly trustContactRecords: boolean;
  readonly log: (line: string) => void;
}

/** Returns a function that hands a message's content to its workflow. It never rejects: every failure becomes a fate. */
export function handOverTo(options: HandOverOptions): (parsed: ParsedMessage) => Promise<Fate> {
  const describe = pacedDescribe(options);
  const isOwnCall = callsKnownTo(options.client);
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
      const key = keyOf(parsed, name);
      const fate = await known.fetch(key, {
        context: async () => {
          if (parsed.is === 'live-event') return hangUpOrphan(parsed, await describe(parsed), options);
          const isTrusted = parsed.is === 'contact-record' && options.trustContactRecords;
          const contact = isTrusted
            ? parsed.contact
            : (described.get(key) ?? mustHaveEnded(await describe(parsed)));
          described.set(key, contact);
          const fate = await signalOwner(contact, isOwnCall, options);
          described.delete(key);
          attributesOf.set(name, digestOf(parsed.is === 'contact-record' ? parsed.contact : contact));
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
  const { workflowId } = owner;
  // Another event reports its end.
  if (contact.endedAt !== undefined) return { is: 'done', as: 'ignored' };
  if ((await inTime(client, () => standingOf(client, owner))) !== 'orphans')
    return { is: 'done', as: 'ignored' };
  await connect.stopContact(reference);
  log(
    `Contact ${contact.contactId}: hung up, since its call ${workflowId} was terminated, timed out or failed`,
  );
  return { is: 'done', as: 'orphans' };
}

type IsOwnCall = (owner: CallIdentity) => Promise<Standing>;

/** Asks Temporal once about each running call. */
function callsKnownTo(client: Client): IsOwnCall {
  const running = new LRUCache<string, true>({ max: rememberedContacts });
  return async (owner) => {
    const key = `${owner.firstExecutionRunId} ${owner.workflowId}`;
    if (running.has(key)) return 'running';
    const standing = await inTime(client, () => standingOf(client, owner));
    if (standing === 'running') running.set(key, true);
    return standing;
  };
}

/**
 * Signals the call that the contact's attributes name, if it is one. Nothing else is signalled: its attributes are as anyone may have set
 * them on a contact of the instance.
 */
async function signalOwner(
  contact: Contact,
  isOwnCall: IsOwnCall,
  { client, log }: HandOverOptions,
): Promise<Fate> {
  const owner = ownerOf(contact);
  if (!owner) return { is: 'done', as: 'foreign' };
  // What the workflow would ignore is not sent.
  const [checked] = contactEndedSignal.read([withFewAttributes(contact)]);
  const standing = await isOwnCall(owner);
  const as = standing === 'running' ? await signal(client, owner, checked) : standing;
  if (as === 'elsewhere') {
    const { namespace } = client.options;
    log(
      `Contact ${contact.contactId}: its call ${owner.workflowId} is not in namespace ${namespace}. It was deleted, or runs in another namespace`,
    );
  }
  if (as === 'foreign') {
    log(
      `Contact ${contact.contactId}: the workflow ${owner.workflowId} is not the call that its attributes name. Nothing was sent`,
    );
  }
  return { is: 'done', as };
}

/** Which attributes the policy reads is not known here, so all are sent, up to Amazon Connect's own limit. */
function withFewAttributes({ attributes, ...contact }: Contact): Contact {
  const reserved: readonly string[] = Object.values(ReservedAttribute);
  let room = mostAttributeBytes;
  const entries = Object.entries(attributes)
    .sort(([one], [other]) => Number(reserved.includes(other)) - Number(reserved.includes(one)))
    .filter(([name, value]) => {
      room -= Buffer.byteLength(name) + Buffer.byteLength(value);
      return room >= 0;
    });
  return { ...contact, attributes: Object.fromEntries(entries) };
}

const mostAttributeBytes = 32 * 1024;

/** The call that a contact's attributes name. */
function ownerOf({ attributes }: Contact): CallIdentity | undefined {
  const workflowId = attributes[ReservedAttribute.WorkflowId];
  const attemptId = attributes[ReservedAttribute.AttemptId];
  return workflowId && attemptId ? callOfAttempt(workflowId, attemptId) : undefined;
}

async function signal(
  client: Client,
  owner: CallIdentity,
  contact: Contact,
): Promise<'signalled' | Exclude<Standing, 'running'>> {
  try {
    await inTime(client, () =>
      client.workflow.getHandle(owner.workflowId).signal(contactEndedSignal, contact),
    );
    return 'signalled';
  } catch (error) {
    // The call is over (cancelled, or it learned of the end by polling), so it needs no signal.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const standing = await inTime(client, () => standingOf(client, owner));
    if (standing === 'running') throw new RetryLater('its call is continuing in another run');
    return standing;
  }
}

function inTime<T>(client: Client, send: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + timeoutMs, send);
}

/** Milliseconds. Without a deadline, Temporal's client retries for up to half a minute, and waits for ever if nothing answers. */
const timeoutMs = 10_000;
