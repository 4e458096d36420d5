import { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;

/**
 * A history as Temporal's own tools write and read it: the UI's import, `temporal workflow show`, replay. (The SDK's
 * historyToJSON fails where npm has installed protobufjs more than once, as it does beside gRPC.)
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

/** A Timestamp or a Duration: the same members in memory, and two forms in JSON. */
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
  if (!/(Time|Timestamp)$/.test(key)) return `${seconds}${fraction}s`;
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', `${fraction}Z`);
}
