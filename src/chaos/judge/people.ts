import { groupBy } from './group-by';
import type { Breach } from './breach';
import type { CallCase, Ring } from './case';

/** One person with all calls to them and all rings of their phones, oldest first. */
export interface PersonCase {
  readonly number: string;
  readonly cases: readonly CallCase[];
  readonly rings: readonly PersonRing[];
}

export interface PersonRing extends Ring {
  readonly workflowId: string;
}

export function peopleOf(cases: readonly CallCase[]): PersonCase[] {
  const byPerson = groupBy(cases, ({ call }) => call.plan.request.destinationPhoneNumber);
  return [...byPerson].map(([number, toPerson]) => ({
    number,
    cases: toPerson,
    rings: toPerson
      .flatMap(({ call, rings }) => rings.map((ring) => ({ ...ring, workflowId: call.plan.workflowId })))
      .sort((a, b) => a.dial.at - b.dial.at),
  }));
}

/** Checks that no phone of a person rings while a contact of another call to them is live. */
export function ringsAtOnce({ rings }: PersonCase): Breach[] {
  return rings.flatMap((ring, index): Breach[] => {
    const earlier = rings
      .slice(0, index)
      .find(({ endedAt, workflowId }) => workflowId !== ring.workflowId && endedAt > ring.dial.at);
    if (!earlier) return [];
    return [
      {
        promise: 'one-call-at-a-time',
        workflowId: ring.workflowId,
        detail: `contact ${ring.dial.contactId} began while ${earlier.dial.contactId} of ${earlier.workflowId} was live`,
      },
    ];
  });
}

/** Checks that all calls together rang the person no more often than the limit allows. */
export function overLimit({ cases, rings }: PersonCase): Breach[] {
  const mostRings = mostRingsOf(cases);
  return rings.slice(mostRings).map((ring, index) => ({
    promise: 'within-limits',
    workflowId: ring.workflowId,
    detail: `contact ${ring.dial.contactId} is ring ${mostRings + index + 1} of a person who may be rung ${mostRings} times`,
  }));
}

/** The limit over all calls to a person; Infinity without one. */
export function mostRingsOf(cases: readonly CallCase[]): number {
  return Math.min(...cases.map(({ call }) => call.plan.mostRings ?? Infinity));
}
