import { SearchAttribute } from '../../contract/search-attributes';
import { WorkflowType } from '../../contract/workflow-types';
import { blockedForMs, enoughPeople } from '../../domain/call/blocked-in-a-row';
import { Disposition } from '../../domain/call/disposition';
import { allOf, is, isNotBefore } from '../../domain/visibility-query';
import { serverTimeoutMs } from '../pollers';
import type { Connected } from '../temporal-client';
import type { Finding } from './finding';

/** Whether networks seem to block caller IDs. No finding when they don't, or when calls can't be searched by their disposition. */
export async function callerIds(
  { client, taskQueue }: Pick<Connected, 'client' | 'taskQueue'>,
  now = Date.now(),
): Promise<Finding[]> {
  const ofLastDay = allOf(
    is('WorkflowType', WorkflowType.Call),
    is('TaskQueue', taskQueue),
    isNotBefore('StartTime', new Date(now - blockedForMs)),
  );
  const count = async (query: string) =>
    (await client.withDeadline(Date.now() + serverTimeoutMs, () => client.workflow.count(query))).count;
  try {
    const blocked = await count(allOf(ofLastDay, is(SearchAttribute.Disposition.name, Disposition.Blocked)));
    return callerFindings({ blocked, calls: blocked < enoughPeople ? 0 : await count(ofLastDay) });
  } catch {
    // The finding "Search attributes" reports it.
    return [];
  }
}

/** @param counts calls of the last day, and those of them whose last attempt was blocked */
export function callerFindings({
  blocked,
  calls,
}: {
  readonly blocked: number;
  readonly calls: number;
}): Finding[] {
  if (blocked < enoughPeople || blocked * usualOneIn < calls) return [];
  return [
    {
      what: 'Caller IDs',
      verdict: 'warning',
      says: `networks may block them: of the ${calls} calls of the last 24 hours, ${blocked} ended their last attempt as "blocked"`,
      fix: '/readyz of the workers lists these caller IDs. Give policies another step with another caller ID, and register the numbers as yours (docs/dispositions.md).',
    },
  ];
}

/** Amazon Connect gives some 1% of attempts this disposition. Ten times as many are no coincidence. */
const usualOneIn = 10;
