import type { ContactReference } from '../connect';
import type { Contact } from '../domain/call/contact';
import { isObject } from '../domain/is-object';
import { contactOfRecord } from './contact-record';
import { contentsOf } from './contents-of';
import { openEnvelope } from './envelope';
import { instant, member, text } from './members';

/** One content of a message's body. */
export type ParsedMessage =
  /** A call has ended. Contact events have no user attributes and mostly no reason, so DescribeContact is needed. */
  | ({ readonly is: 'terminal-event' } & ContactReference)
  /** A call has begun or was answered. Used only to find orphans. */
  | ({ readonly is: 'live-event'; readonly type: string } & ContactReference)
  /** A call has ended; the record shows how. */
  | ({ readonly is: 'contact-record'; readonly contact: Contact } & ContactReference)
  /** Irrelevant: another change of a contact, another channel, a call that was not started by the API. */
  | { readonly is: 'nothing' }
  /** It can never be understood. */
  | { readonly is: 'poison'; readonly why: string };

/**
 * Parse contact events and contact records, whatever AWS services put around them: one message may contain several.
 * Lenient: unknown members and events of other types are ignored. Never throws.
 *
 * @returns at least one content
 */
export function parseMessage(body: string): readonly ParsedMessage[] {
  return parse(body, 0);
}

function parse(value: unknown, depth: number): readonly ParsedMessage[] {
  if (depth > deepest) return [poison(`it is wrapped more than ${deepest} times`)];
  if (typeof value === 'string') {
    const contents = contentsOf(value);
    return contents?.flatMap((content) => parse(content, depth + 1)) ?? [poison('it is not JSON')];
  }
  if (Array.isArray(value)) {
    return value.length === 0
      ? [poison('it is an empty list')]
      : value.flatMap((element) => parse(element, depth + 1));
  }
  return isObject(value) ? parseObject(value, depth) : [poison('it is not a JSON object')];
}

/** JSON in a string counts as one. Bounds the recursion. */
const deepest = 16;

function parseObject(object: object, depth: number): readonly ParsedMessage[] {
  const contactId = text(object, 'contactId');
  if (contactId !== undefined) return [parseContact(object, contactId)];
  if (text(object, 'eventType') !== undefined) return [poison('the event has no contactId')];
  const opened = openEnvelope(object);
  switch (opened?.is) {
    case 'contents': {
      const contents = opened.contents.flatMap((content) => parse(content, depth + 1));
      return isOtherEvent(object) ? contents.map(unlessPoison) : contents;
    }
    case 'alternatives': {
      const all = opened.alternatives.map((content) => parse(content, depth + 1));
      return all.find((one) => one.some(isEvent)) ?? all.find((one) => one.some(isReadable)) ?? all[0] ?? [];
    }
    case 'empty':
      return [poison(opened.why)];
    case undefined:
      return [poison('it is neither a contact event nor a contact record')];
  }
}

/** A broad rule passes all events of Amazon Connect, such as those of Contact Lens. The product's name differs: "Connect Customer". */
function isOtherEvent(object: object): boolean {
  const type = text(object, 'detail-type');
  return text(object, 'source') === 'aws.connect' && type !== undefined && !/contact event$/i.test(type);
}

function unlessPoison(parsed: ParsedMessage): ParsedMessage {
  return isReadable(parsed) ? parsed : nothing;
}

function isEvent(parsed: ParsedMessage): boolean {
  return isReadable(parsed) && parsed.is !== 'nothing';
}

function isReadable({ is }: ParsedMessage): boolean {
  return is !== 'poison';
}

/** Events have a type, records have attributes. One without both lost them on its way, so what it is can't be known. */
function parseContact(object: object, contactId: string): ParsedMessage {
  const eventType = text(object, 'eventType');
  if (eventType !== undefined) return parseEvent(object, eventType.toUpperCase(), contactId);
  const isRecord =
    isObject(member(object, 'Attributes')) ||
    text(object, 'AWSContactTraceRecordFormatVersion') !== undefined;
  return isRecord
    ? parseRecord(object, contactId)
    : poison('it names a contact, but has neither an eventType nor the Attributes of a contact record');
}

/** @param event the detail of EventBridge's event */
function parseEvent(event: object, type: string, contactId: string): ParsedMessage {
  if (!(terminal.has(type) || live.has(type)) || !isApiCall(event)) return nothing;
  const instanceId = instanceOf(text(event, 'instanceArn')) ?? text(event, 'tags', 'aws:connect:instanceId');
  if (instanceId === undefined) return poison('the event names no instance');
  return live.has(type)
    ? { is: 'live-event', type, instanceId, contactId }
    : { is: 'terminal-event', instanceId, contactId };
}

/** DISCONNECTED: the call has ended. COMPLETED: its agent has finished too. Either may be lost. */
const terminal: ReadonlySet<string> = new Set(['DISCONNECTED', 'COMPLETED']);

const live: ReadonlySet<string> = new Set(['INITIATED', 'CONNECTED_TO_SYSTEM']);

function parseRecord(record: object, contactId: string): ParsedMessage {
  if (!isApiCall(record) || instant(record, 'DisconnectTimestamp') === undefined) return nothing;
  const instanceId = instanceOf(text(record, 'InstanceARN'));
  if (instanceId === undefined) return poison('the contact record names no instance');
  return { is: 'contact-record', instanceId, contactId, contact: contactOfRecord(contactId, record) };
}

/** Started by StartOutboundVoiceContact? The API also starts tasks, so the channel counts too. Missing members match. */
function isApiCall(contact: object): boolean {
  const method = text(contact, 'initiationMethod') ?? 'API';
  const channel = text(contact, 'channel') ?? 'VOICE';
  return method.toUpperCase() === 'API' && channel.toUpperCase() === 'VOICE';
}

/** From an instance's ARN `arn:aws:connect:…:instance/ID`, or from the ARN of a contact, which continues after it. */
function instanceOf(arn: string | undefined): string | undefined {
  return /:instance\/([^/]+)/.exec(arn ?? '')?.[1];
}

const nothing: ParsedMessage = { is: 'nothing' };

function poison(why: string): ParsedMessage {
  return { is: 'poison', why };
}
