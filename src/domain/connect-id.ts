import { nameOfCharacter } from './name-of-character';

/** Resource types as they are written in ARNs. */
export type ConnectResource = 'instance' | 'queue' | 'contact-flow' | 'operating-hours' | 'contact';

export type ConnectIdReading =
  /** As Amazon Connect writes it: a UUID in lower case. */
  | { readonly id: string }
  /** What is wrong, and what to write. */
  | { readonly problem: string };

/**
 * Read the identifier of a resource of Amazon Connect: its ID or its ARN. Every identifier from outside is read here, so that one
 * instance has one name in requests, settings, quotas and holds. What is no UUID stays as it is.
 */
export function readConnectId(text: string, resource: ConnectResource): ConnectIdReading {
  const isArn = /^arn:/i.test(text);
  const id = isArn ? idOfArn(text, resource) : text;
  if (id === undefined) {
    const noun = nouns[resource];
    return {
      problem: `is an ARN, but not the ARN of ${noun}: write that, or its last part, the ID of ${noun}`,
    };
  }
  const [other] = /[^\w.:$-]/u.exec(id) ?? [];
  if (other !== undefined) return { problem: `contains ${nameOfCharacter(other)}; ${idExpected(resource)}` };
  if (id.length > mostCharacters[resource]) {
    return { problem: `has more than ${mostCharacters[resource]} characters; ${idExpected(resource)}` };
  }
  const [name = '', ...suffixes] = id.split(':');
  if (suffixes.length > (resource === 'contact-flow' ? 1 : 0)) {
    return { problem: `contains ":"; ${idExpected(resource)}` };
  }
  if (withoutHyphens.test(name)) return { problem: `is an ID without hyphens; ${idExpected(resource)}` };
  return { id: id.replace(uuid, (part) => part.toLowerCase()) };
}

/** The instance that an ARN names; undefined for another text. */
export function instanceOfArn(text: string): string | undefined {
  return arn.exec(text)?.[1]?.toLowerCase();
}

/** Does the ID have the form that Amazon Connect gives? */
export function isUuid(id: string): boolean {
  return uuid.exec(id)?.[0] === id;
}

/** What an error about an identifier says last. */
export function idExpected(resource: ConnectResource): string {
  return `expected the ID of ${nouns[resource]} of Amazon Connect, such as aaaaaaaa-0000-4000-8000-000000000001, or its ARN`;
}

/**
 * What belongs to several instances, by the ID of each.
 *
 * @throws TypeError when a name is no identifier, or two are of the same instance
 */
export function byInstanceId<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  const byId = new Map<string, T>();
  for (const [name, value] of Object.entries(entries)) {
    const read = readConnectId(name, 'instance');
    if ('problem' in read) throw new TypeError(`${JSON.stringify(name)} ${read.problem}`);
    if (byId.has(read.id)) throw new TypeError(`${JSON.stringify(name)} names instance ${read.id} again`);
    byId.set(read.id, value);
  }
  return byId;
}

/** A contact flow may be followed by its version or alias. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=$|:)/i;

const withoutHyphens = /^[\da-f]{32}$/i;

const arn = /^arn:[^:]+:connect:[^:]+:\d{12}:instance\/([^/]+)(?:\/([^/]+)\/([^/]+))?$/i;

function idOfArn(text: string, resource: ConnectResource): string | undefined {
  const [, instance, type, id] = arn.exec(text) ?? [];
  if (type === undefined) return resource === 'instance' ? instance : undefined;
  return type === resource ? id : undefined;
}

const nouns: Readonly<Record<ConnectResource, string>> = {
  instance: 'an instance',
  queue: 'a queue',
  'contact-flow': 'a contact flow',
  'operating-hours': 'hours of operation',
  contact: 'a contact',
};

/** Source: service model of Amazon Connect. It has no limit for queues and hours of operation. */
const mostCharacters: Readonly<Record<ConnectResource, number>> = {
  instance: 100,
  queue: 500,
  'contact-flow': 500,
  'operating-hours': 500,
  contact: 256,
};
