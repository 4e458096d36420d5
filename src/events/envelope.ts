import { isObject } from '../domain/is-object';
import { contentsOf } from './contents-of';
import { member, text } from './members';

/** What a service's envelope shows. */
export type Opened =
  /** All of these are read. */
  | { readonly is: 'contents'; readonly contents: readonly unknown[] }
  /** The first of these that contains an event is read. */
  | { readonly is: 'alternatives'; readonly alternatives: readonly unknown[] }
  /** It can't contain an event. */
  | { readonly is: 'empty'; readonly why: string };

/**
 * Open what an AWS service put around an event on its way to the queue. Services wrap each other's envelopes, so the contents may be
 * envelopes, too.
 *
 * @returns undefined when the object is none that this package knows
 */
export function openEnvelope(object: object): Opened | undefined {
  for (const open of envelopes) {
    const opened = open(object);
    if (opened) return opened;
  }
  return undefined;
}

const envelopes: readonly ((object: object) => Opened | undefined)[] = [
  // Amazon SNS without raw message delivery.
  (object) => {
    if (text(object, 'TopicArn') === undefined) return undefined;
    const type = text(object, 'Type') ?? 'Notification';
    return type === 'Notification'
      ? around(member(object, 'Message'))
      : empty(`it is a ${type} of Amazon SNS, which contains no event`);
  },
  // A Lambda destination. A transforming function may have got something else than the event that it returns.
  (object) => {
    const requested = member(object, 'requestPayload');
    const responded = member(object, 'responsePayload');
    if (requested === undefined && responded === undefined) return undefined;
    return { is: 'alternatives', alternatives: [requested, responded] };
  },
  // Lambda's notice of records from a stream or a queue that it gave up.
  (object) =>
    text(object, 'requestContext', 'functionArn') === undefined
      ? undefined
      : empty("it is AWS Lambda's notice of a batch that failed, without the batch's records"),
  // What Lambda functions and Firehose get: a batch.
  (object) => {
    const records = member(object, 'Records');
    return Array.isArray(records) ? { is: 'contents', contents: records } : undefined;
  },
  // One record of such a batch.
  (object) => around(member(object, 'Sns') ?? member(object, 'kinesis')),
  (object) =>
    isObject(member(object, 's3')) ? empty('it names an object in Amazon S3, which is not read') : undefined,
  // An event of EventBridge.
  (object) => around(member(object, 'detail')),
  // A record of Amazon Kinesis, as EventBridge Pipes and Firehose pass it on.
  (object) => around(member(object, 'data')),
  // A message of another queue, as EventBridge Pipes pass it on.
  (object) => around(member(object, 'body')),
  // What an input transformer or a task of Step Functions made of the event, such as {"event": <aws.events.event.json>, "rule": "…"}.
  (object) => {
    const values = Object.values(object).filter(mayContain);
    return values.length === 0 ? undefined : { is: 'alternatives', alternatives: values };
  },
];

/** Other types are members of something that is no envelope. */
function around(content: unknown): Opened | undefined {
  return isObject(content) || Array.isArray(content) || (typeof content === 'string' && content !== '')
    ? { is: 'contents', contents: [content] }
    : undefined;
}

function mayContain(value: unknown): boolean {
  if (typeof value === 'string') return contentsOf(value)?.some(mayContain) ?? false;
  return Array.isArray(value) ? value.some(mayContain) : isObject(value);
}

function empty(why: string): Opened {
  return { is: 'empty', why };
}
