import type { Evidence } from '../run/evidence';
import type { Breach } from './breach';
import type { CallCase } from './case';
import { mayRingLate, type LateRings } from './late-rings';
import type { PersonCase } from './people';

type Known = Pick<Evidence, 'happenings' | 'times'>;

/** A time in which a person had opted out. Milliseconds since the epoch. */
interface OptOut {
  /** Before the request. */
  readonly asked: number;
  /** Undefined when the request was refused or got no answer: it may have taken effect. */
  readonly confirmed: LateRings | undefined;
  /** Before the request to remove it; Infinity for ever. */
  readonly until: number;
  /** When the removal was confirmed. */
  readonly removed: number;
}

/** Checks that no phone of a person rings between the confirmation of their opt-out and its removal. */
export function rungAfterOptOut(person: PersonCase, known: Known): Breach[] {
  return optOutsOf(person, known).flatMap(({ confirmed, until }) => {
    if (!confirmed) return [];
    const rings = person.rings.filter(({ reallyAt }) => reallyAt > confirmed.since && reallyAt < until);
    return rings
      .filter((ring) => !mayRingLate(ring, person, confirmed, known))
      .map(({ dial, workflowId, reallyAt }) => ({
        promise: 'opt-out-respected',
        workflowId,
        detail: `contact ${dial.contactId} began ${Math.round(reallyAt - confirmed.since)} ms after the person had opted out`,
      }));
  });
}

/** Checks that a call ends as `opted-out` only when its person had opted out while it ran. */
export function optedOutWithoutCause(person: PersonCase, known: Known): Breach[] {
  const optOuts = optOutsOf(person, known);
  const hadCause = ({ call: { plan, closedAt = Infinity } }: CallCase) =>
    optOuts.some(({ asked, removed }) => asked < closedAt && removed > known.times.began + plan.startsAt);
  return person.cases
    .filter((one) => outcomeOf(one) === 'opted-out' && !hadCause(one))
    .map(({ call }) => ({
      promise: 'explained-opt-out',
      workflowId: call.plan.workflowId,
      detail: 'its outcome is "opted-out", but the person had not opted out, or no longer',
    }));
}

export function outcomeOf({ call: { end } }: CallCase): string | undefined {
  return end.kind === 'completed' ? end.result.outcome : undefined;
}

function optOutsOf({ cases }: PersonCase, { happenings }: Known): OptOut[] {
  const toPerson = new Set(cases.map(({ call }) => call.plan.workflowId));
  const own = happenings.filter(({ workflowId }) => workflowId !== undefined && toPerson.has(workflowId));
  const removals = own.filter(({ what }) => what === 'opt-in');
  return own
    .filter(({ what }) => what === 'opt-out' || what === 'opt-out-call')
    .map(({ at, until, done, dialing = [] }) => ({
      asked: at,
      confirmed: done ? { since: until, dialing } : undefined,
      until: Math.min(...removals.filter((one) => one.at >= at).map((one) => one.at)),
      removed: Math.min(...removals.filter((one) => one.done && one.at >= at).map((one) => one.until)),
    }));
}
