import { isOpen } from '../../../src/contract/open-run';
import { ReservedAttribute } from '../../../src/domain/reserved-contact-attributes';
import { is } from '../../../src/domain/visibility-query';
import type { CallResult } from '../../../workflows';
import { eventually, type CallTest } from '../../support/calls';
import { resetToBeginning } from '../../support/reset';
import type { Journey, Way } from './parents/parent-of-call';
import { interruptSignal } from './parents/messages';
import { live, ringing, startParent, withParents, type Parent, type ParentTest } from './support';

/** Something that happens to a parent. */
export interface Happening {
  readonly journey?: Partial<Journey>;
  readonly start?: Parameters<typeof startParent>[2];
  /** The call ends before it happens. */
  readonly afterCall?: boolean;
  readonly happens?: (parent: Parent, parts: ParentTest) => Promise<unknown>;
}

const reset = ({ workflowId }: Parent, { client }: CallTest) => resetToBeginning(client, workflowId);

/** By the words of docs/journeys.md. */
export const happenings: Readonly<Record<string, Happening>> = {
  'fails after the call, and is retried twice': { afterCall: true, journey: { afterwards: 'fail-twice' } },
  'continues as new after the call': { afterCall: true, journey: { afterwards: 'continue-as-new' } },
  'is reset to before the call, after its end': { afterCall: true, happens: reset },
  'is reset to before the call while the phone rings': { happens: reset },
  'fails while the phone rings, and is retried': {
    happens: (parent) => parent.signal(interruptSignal, 'fail'),
  },
  'reaches its run timeout while the phone rings, and is retried': {
    start: { workflowRunTimeout: '6 seconds' },
  },
  'continues as new while the phone rings': {
    happens: (parent) => parent.signal(interruptSignal, 'continue-as-new'),
  },
  'is cancelled while the phone rings': { happens: (parent) => parent.cancel() },
  'is terminated while the phone rings': { happens: (parent) => parent.terminate() },
};

/** What a happening does to the person's phone and to the parent, by the words of docs/journeys.md. */
export interface Found {
  readonly phone: string;
  /** The outcome that the parent receives. */
  readonly receives: string;
}

/** Let it happen to a parent of a call, and see how often the person's phone rings. */
export async function happen(
  { journey, start, afterCall = false, happens }: Happening,
  way: Way,
): Promise<Found> {
  let found: Found | undefined;
  await withParents({ answersAtOnce: afterCall }, async (parts) => {
    const { simulator, client } = parts;
    const parent = await startParent(parts, { way, ...journey }, start);
    if (afterCall) await parent.result();
    else await ringing(parts);
    await happens?.(parent, parts);

    const newest = client.workflow.getHandle<() => Promise<CallResult>>(parent.workflowId);
    const isOver = async () => !isOpen(await newest.describe());
    await eventually(async () => ((await isOver()) || (await beganAgain(parts, way)) ? true : undefined));
    const hasFailed = (await newest.describe()).status.name === 'FAILED';
    const goesOn = !(await isOver()) || hasFailed;
    if (!goesOn) await untilAllOver(parts);
    const phones = (await live(parts)).length;

    parts.answer();
    const receives = await newest.result().then(
      ({ outcome }) => outcome,
      () => '-',
    );
    await untilAllOver(parts);
    const rings = simulator.dials().length;
    const phone = [
      `${rings} ${rings === 1 ? 'ring' : 'rings'}`,
      ...(phones > 1 ? [`${phones} phones at once`] : []),
      ...(phones === 1 && !goesOn ? ['rings on'] : []),
      ...(hasFailed ? ['the parent fails'] : []),
    ].join(', ');
    found = { phone, receives };
  });
  if (!found) throw new Error('Nothing happened');
  return found;
}

/** Has a later run of the parent come to its call? */
async function beganAgain(parts: CallTest, way: Way): Promise<boolean> {
  if (way !== 'callPerson') return parts.simulator.dials().length > 1;
  return (await parts.client.workflow.count(is('WorkflowType', 'outboundCallAdoption'))).count > 0;
}

/** Until each call that has rung a phone has ended. */
async function untilAllOver({ client, simulator }: CallTest): Promise<void> {
  const ids = simulator.dials().map(({ attributes }) => attributes[ReservedAttribute.WorkflowId] ?? '');
  for (const id of ids) {
    await eventually(async () => (isOpen(await client.workflow.getHandle(id).describe()) ? undefined : true));
  }
}
