import type { Attempt } from '../../src/domain/call/attempt';
import type { due } from './call-model';

/** Says that a promise was broken, and by what. */
export type Claim = (holds: boolean, promise: string, found: () => string) => void;

export function show({ number, step, disposition, contactId, endedAt }: Attempt): string {
  return `${number} ${step} ${disposition} ${contactId ?? '-'} ${endedAt}`;
}

export function describe(what: ReturnType<typeof due>): string {
  return what.next === 'dial'
    ? `${what.step} to ${what.to} was due at ${iso(what.at)}`
    : `the end as ${what.outcome} was due at ${iso(what.at)}`;
}

export function iso(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString() : String(at);
}
