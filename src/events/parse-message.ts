import type { ContactReference } from '../connect';
import type { Contact } from '../domain/call/contact';
import { contactOfRecord } from './contact-record';
import { isObject } from '../domain/is-object';
import { instant, member, text } from './members';

/** The content of a message's body. */
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
 * Parse a contact event from EventBridge, or a contact record from Kinesis, with or without the envelope of an EventBridge pipe.
 * Lenient: unknown members and events of other types are ignored. Never throws.
 */
export function parseMessage(body: string): ParsedMessage {
  const json = parseJson(body);
  if (!isObject(json)) return poison('the body is not a JSON object');
  if (isObject(member(json, 'detail'))) return parseEvent(json);
  const data = text(json, 'data');
  if (data === undefined) return parseRecord(json);
  const record = parseJson(Buffer.from(data, 'base64').toString());
  return isObject(record)
    ? parseRecord(record)
    : poison('the data of the Kinesis record is not a JSON object');
}

function parseEvent(event: object): ParsedMessage {
  const type = text(event, 'detail', 'eventType')?.toUpperCase() ?? '';
  if (!(terminal.has(type) || live.has(type)) || !isApiCall(member(event, 'detail'))) return nothing;
  const contactId = text(event, 'detail', 'contactId');
  if (contactId === undefined) return poison('the event has no contactId');
  const instanceId =
    instanceOf(text(event, 'detail', 'instanceArn')) ??
    text(event, 'detail', 'tags', 'aws:connect:instanceId');
  if (instanceId === undefined) return poison('the event names no instance');
  return live.has(type)
    ? { is: 'live-event', type, instanceId, contactId }
    : { is: 'terminal-event', instanceId, contactId };
}

/** DISCONNECTED: the call has ended. COMPLETED: its agent has finished too. Either may be lost. */
const terminal: ReadonlySet<string> = new Set(['DISCONNECTED', 'COMPLETED']);

const live: ReadonlySet<string> = new Set(['INITIATED', 'CONNECTED_TO_SYSTEM']);

function parseRecord(record: object): ParsedMessage {
  const contactId = text(record, 'ContactId');
  if (contactId === undefined) return poison('neither a contact event nor a contact record');
  if (!isApiCall(record) || instant(record, 'DisconnectTimestamp') === undefined) return nothing;
  const instanceId = instanceOf(text(record, 'InstanceARN'));
  if (instanceId === undefined) return poison('the contact record names no instance');
  return { is: 'contact-record', instanceId, contactId, contact: contactOfRecord(contactId, record) };
}

/** Started by StartOutboundVoiceContact? The API also starts tasks, so the channel counts too. Missing members match. */
function isApiCall(contact: unknown): boolean {
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

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
