import { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;

/**
 * A history in the JSON format of Temporal's tools: the UI's import, `temporal workflow show`, replay. (The SDK's
 * historyToJSON and historyFromJSON fail if npm has installed protobufjs more than once, as it does with gRPC.)
 */
export function historyJson(history: History): string {
  const { History } = temporal.api.history.v1;
  const plain: unknown = History.toObject(History.fromObject(history), {
    enums: String,
    longs: String,
    bytes: String,
  });
  return JSON.stringify(plain, (key, value: unknown) => (isSpan(value) ? written(key, value) : value), 2);
}

/** @throws TypeError when the JSON is not a history */
export function historyFromJson(json: string): History {
  const plain: unknown = JSON.parse(json, (key, value: unknown) => spanIn(key, value) ?? value);
  if (typeof plain !== 'object' || plain === null) throw new TypeError('A history is an object with events');
  return temporal.api.history.v1.History.fromObject(plain);
}

/** A Timestamp or a Duration: the same members in memory, but different forms in JSON. */
interface Span {
  readonly seconds?: string;
  readonly nanos?: number;
}

function isSpan(value: unknown): value is Span {
  if (typeof value !== 'object' || value === null) return false;
  const members = Object.keys(value);
  return members.length > 0 && members.every((member) => member === 'seconds' || member === 'nanos');
}

function written(key: string, { seconds = '0', nanos = 0 }: Span): string {
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0')}`;
  if (!isInstant(key)) return `${seconds}${fraction}s`;
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', `${fraction}Z`);
}

function spanIn(key: string, value: unknown): Span | undefined {
  // Base64 payloads may look like a duration.
  if (typeof value !== 'string' || key === 'data') return undefined;
  const [, instant, fractionOfInstant] = (isInstant(key) ? timestamp.exec(value) : null) ?? [];
  if (instant !== undefined) return span(String(Date.parse(`${instant}Z`) / 1000), fractionOfInstant);
  const [, seconds, fraction] = duration.exec(value) ?? [];
  return seconds === undefined ? undefined : span(seconds, fraction);
}

const timestamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;
const duration = /^(\d+)(?:\.(\d{1,9}))?s$/;

function span(seconds: string, fraction = ''): Span {
  return { seconds, nanos: Number(fraction.padEnd(9, '0')) };
}

function isInstant(key: string): boolean {
  return /(Time|Timestamp)$/.test(key);
}
