import { isObject } from '../domain/is-object';

/**
 * Reads one value of a message: returns it with the members that are known, or throws {@link Misshapen}. Workflow bundles can't contain
 * a schema library, and JSON from anyone must not fail a workflow task.
 *
 * @param at where the value is, such as `recorded.attempts[0].at`; empty for the whole argument
 */
export type Shape<T> = (value: unknown, at: string) => T;

/** A value that does not have its shape. The message quotes nothing of it, since it is stored in clear. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';

  /** @param must what the value must be, such as `be a number` */
  constructor(at: string, must: string) {
    super(`${at === '' ? 'The argument' : at} must ${must}.`);
  }
}

/** Text without lone surrogates: Temporal could not store it in a command. @param most UTF-16 code units */
export function text(most = 256): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length > most || /\p{Surrogate}/u.test(value)) {
      throw new Misshapen(at, `be text of at most ${most} characters`);
    }
    return value;
  };
}

/** The ID of a workflow. Temporal takes 1 to 1,000 bytes (dynamic configuration, limit.maxIDLength). */
export const workflowId: Shape<string> = (value, at) => {
  const id = text(1000)(value, at);
  if (id === '' || bytesOf(id) > 1000) throw new Misshapen(at, 'be a workflow ID of 1 to 1,000 bytes');
  return id;
};

/** Text that is ISO 8601 with an offset. */
export const isoInstant: Shape<string> = (value, at) => {
  const instant = text(64)(value, at);
  if (!isoFormat.test(instant) || Number.isNaN(Date.parse(instant))) {
    throw new Misshapen(at, 'be an ISO 8601 instant with an offset, such as 2026-11-23T09:00:00-08:00');
  }
  return instant;
};

const isoFormat = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

export function number(least = -Number.MAX_VALUE, most = Number.MAX_VALUE): Shape<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      const isBounded = most < Number.MAX_VALUE;
      throw new Misshapen(at, isBounded ? `be a number from ${least} to ${most}` : 'be a number');
    }
    return value;
  };
}

/** Milliseconds since the epoch, until the year 2200: a timer to it is within the server's durations (292 years). */
export const epochMs: Shape<number> = number(0, Date.UTC(2200, 0));

export const boolean: Shape<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new Misshapen(at, 'be true or false');
  return value;
};

export function oneOf<const T extends string | number | boolean | null>(values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find((one) => one === value);
    if (found === undefined) {
      throw new Misshapen(at, `be ${values.map((one) => JSON.stringify(one)).join(' or ')}`);
    }
    return found;
  };
}

/** Absent, `null`, or of the shape. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, at) => (value === undefined || value === null ? undefined : shape(value, at));
}

export function list<T>(shape: Shape<T>): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Misshapen(at, 'be a list');
    return value.map((one: unknown, index) => shape(one, `${at}[${index}]`));
  };
}

/** An object of any names. @param most UTF-16 code units of names and values together */
export function textByName(most: number): Shape<Record<string, string>> {
  return (value, at) => {
    const entries = Object.entries(asObject(value, at));
    const read = entries.map(([name, one]) => [text(most)(name, at), text(most)(one, at)] as const);
    if (read.reduce((sum, [name, one]) => sum + name.length + one.length, 0) > most) {
      throw new Misshapen(at, `have at most ${most} characters`);
    }
    return Object.fromEntries(read);
  };
}

/** The shapes of an object's members; that of an optional member is `optional`. */
export type Members<T> = { readonly [Name in keyof T]-?: Shape<T[Name]> };

/** An object. Members that are not known are left out. */
export function object<T extends object>(members: Members<T>): Shape<T> {
  const shapes = Object.entries<Shape<unknown>>(members);
  return (value, at) => {
    const given = asObject(value, at);
    const read = shapes.flatMap(([name, shape]) => {
      const own: unknown = Object.hasOwn(given, name) ? given[name] : undefined;
      const member = shape(own, at === '' ? name : `${at}.${name}`);
      return member === undefined ? [] : [[name, member] as const];
    });
    // `Members<T>` names every member of T.
    return Object.fromEntries(read) as T;
  };
}

/** An object that people write, so a member that is not known is an error: it may be a misspelled one. */
export function strictObject<T extends object>(members: Members<T>): Shape<T> {
  const shape = object(members);
  return (value, at) => {
    const unknown = Object.keys(asObject(value, at)).find((name) => !Object.hasOwn(members, name));
    if (unknown !== undefined) {
      throw new Misshapen(at, `have no other members than ${Object.keys(members).join(', ')}`);
    }
    return shape(value, at);
  };
}

/** An object whose member `name` says which of the shapes it has. */
export function variants<T>(name: string, shapes: Readonly<Record<string, Shape<T>>>): Shape<T> {
  return (value, at) => {
    const which = asObject(value, at)[name];
    const shape = typeof which === 'string' && Object.hasOwn(shapes, which) ? shapes[which] : undefined;
    if (!shape) {
      throw new Misshapen(`${at === '' ? '' : `${at}.`}${name}`, `be ${Object.keys(shapes).join(' or ')}`);
    }
    return shape(value, at);
  };
}

/** The size of a value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  const json: unknown = JSON.stringify(value);
  return typeof json === 'string' ? new TextEncoder().encode(json).length : 0;
}

function asObject(value: unknown, at: string): Record<string, unknown> {
  if (!isObject(value)) throw new Misshapen(at, 'be an object');
  return value;
}
