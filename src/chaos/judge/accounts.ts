import { groupBy } from './group-by';
import type { Breach } from './breach';
import type { CallCase } from './case';

/** The contacts that rang, by where they are recorded. */
export interface Accounts {
  readonly breaches: readonly Breach[];
  /** Contacts of terminated calls. */
  readonly orphans: number;
  /** Contacts of `unknown` attempts that have no contact ID. */
  readonly lost: number;
  /** Contacts that no call records. */
  readonly unaccounted: number;
}

/** Checks that every contact that rang is recorded by exactly one call: its own. */
export function accountFor(cases: readonly CallCase[]): Accounts {
  const claims = groupBy(
    cases.flatMap(({ call, attempts }) =>
      attempts.flatMap(({ contactId }) =>
        contactId === undefined ? [] : [{ contactId, workflowId: call.plan.workflowId }],
      ),
    ),
    ({ contactId }) => contactId,
  );
  let [orphans, lost, unaccounted] = [0, 0, 0];
  const breaches: Breach[] = [];
  for (const { call, attempts, rings } of cases) {
    const { workflowId } = call.plan;
    for (const { dial, number } of rings) {
      const owners = (claims.get(dial.contactId) ?? []).map((claim) => claim.workflowId);
      const attempt = attempts.find((one) => one.number === number);
      if (owners.length === 1 && owners[0] === workflowId) continue;
      if (owners.length === 0 && call.end.kind === 'terminated') {
        orphans += 1;
      } else if (owners.length === 0 && attempt?.disposition === 'unknown') {
        lost += 1;
      } else {
        unaccounted += 1;
        const where = owners.length === 0 ? 'in no call' : `in ${owners.join(' and ')}`;
        breaches.push({
          promise: 'accounted',
          workflowId,
          detail: `contact ${dial.contactId} of attempt ${number ?? '?'} is ${where}`,
        });
      }
    }
  }
  return { breaches, orphans, lost, unaccounted };
}
