import type {
  ConnectInspector,
  DescribedQueue,
  Inspected,
  ListedPhoneNumber,
  NotInspected,
} from '../../connect/inspect';
import type { Finding } from './finding';
import { flowFindings } from './flow';
import { effectiveHoursFindings, hoursFindings, keptHoursFindings } from './hours';
import { notInspectedFinding } from './not-inspected';
import { numberFindings } from './number';
import { queueFindings } from './queue';
import { searchFindings } from './search';
import type { Wanted, WantedNumber, WantedQueue, WantedThing } from './wanted';

/** Check everything that settings and policies name of one instance. */
export async function examineInstance(
  inspector: ConnectInspector,
  wanted: Wanted,
  endpoint: () => string | undefined,
): Promise<Finding[]> {
  const { instanceId } = wanted;
  const numbers = await inspector.listPhoneNumbers(instanceId);
  const findings = [endpointFinding(numbers, endpoint()), ...instanceFindings(instanceId, numbers)];
  // Every other request would fail in the same way.
  if (
    numbers.kind === 'unreachable' ||
    numbers.kind === 'credentials-refused' ||
    numbers.kind === 'not-found'
  )
    return findings;

  const flows = await all(wanted.flows, ({ id }) => inspector.describeContactFlow({ instanceId, id }));
  const queues = await all(wanted.queues, ({ id }) => inspector.describeQueue({ instanceId, id }));
  const claimed = numbersOf(wanted, queues, numbers.kind === 'found' ? numbers.found : undefined);
  const described = await all(claimed, ({ phoneNumberId }) => inspector.describePhoneNumber(phoneNumberId));
  const describeHours = ({ id }: WantedThing) => inspector.describeHoursOfOperation({ instanceId, id });
  const kept = await all(wanted.hours, describeHours);
  const effective = await all(wanted.hours, ({ id }) => inspector.effectiveHours({ instanceId, id }));
  const ofQueues = hoursOf(queues).filter(({ id }) => !wanted.hours.some((one) => one.id === id));
  const hours = await all(ofQueues, describeHours);
  return [
    ...findings,
    ...flows.flatMap(([flow, answer]) => flowFindings(flow, answer)),
    ...queues.flatMap(([queue, answer]) => queueFindings(queue, answer)),
    ...(numbers.kind === 'found' ? unclaimed(wanted, instanceId, numbers.found) : []),
    ...described.flatMap(([number, answer]) => numberFindings(number, instanceId, answer)),
    ...kept.flatMap(([one, answer]) => keptHoursFindings(one, answer)),
    ...effective.flatMap(([one, answer]) => effectiveHoursFindings(one, answer)),
    ...hours.flatMap(([one, answer]) => hoursFindings(one, answer)),
    ...(wanted.isSearchable ? await searchFindings(inspector, instanceId) : []),
  ];
}

/** Each thing with Amazon Connect's answer, in the order of the things. */
async function all<T, A>(
  things: readonly T[],
  inspect: (thing: T) => Promise<A>,
): Promise<(readonly [T, A])[]> {
  return Promise.all(things.map(async (thing) => [thing, await inspect(thing)] as const));
}

function endpointFinding(answer: Inspected<unknown>, endpoint = 'unknown'): Finding {
  const what = 'Amazon Connect endpoint';
  return answer.kind === 'unreachable'
    ? {
        what,
        verdict: 'wrong',
        says: `${endpoint} does not answer (${answer.says})`,
        fix: 'Check the network, the Region and the endpoint (connect.endpoint, AWS_ENDPOINT_URL_CONNECT).',
      }
    : { what, verdict: 'ok', says: `${endpoint} answers` };
}

/** The list of numbers is the cheapest request that fails for an unknown instance. */
function instanceFindings(instanceId: string, answer: Inspected<readonly ListedPhoneNumber[]>): Finding[] {
  const what = `Instance ${instanceId}`;
  if (answer.kind === 'unreachable') return [];
  if (answer.kind === 'found') {
    const { length } = answer.found;
    return [{ what, verdict: 'ok', says: `exists, with ${length} ${length === 1 ? 'number' : 'numbers'}` }];
  }
  return [
    notInspectedFinding(what, answer, {
      says: 'not found in this account and Region',
      fix: 'Check instanceId (the last part of the instance ARN), the Region and the account of the credentials.',
    }),
  ];
}

type Described<T, A> = readonly (readonly [T, Inspected<A>])[];

interface NumberToDescribe extends WantedNumber {
  readonly phoneNumberId: string;
}

/** Source numbers and the caller ID numbers of queues, each once. */
function numbersOf(
  { numbers }: Wanted,
  queues: Described<WantedQueue, DescribedQueue>,
  listed: readonly ListedPhoneNumber[] = [],
): NumberToDescribe[] {
  const wanted = [
    ...numbers.flatMap((number) =>
      listed
        .filter(({ phoneNumber }) => phoneNumber === number.id)
        .map(({ phoneNumberId }) => ({ ...number, phoneNumberId })),
    ),
    ...queues.flatMap(([{ id, showsItsNumber, destinations }, answer]) => {
      const phoneNumberId =
        answer.kind === 'found' && showsItsNumber ? answer.found.callerIdNumberId : undefined;
      return phoneNumberId === undefined
        ? []
        : { id: phoneNumberId, usedBy: [`queue ${id}`], destinations, phoneNumberId };
    }),
  ];
  return [...new Set(wanted.map(({ phoneNumberId }) => phoneNumberId))].map((phoneNumberId) => {
    const same = wanted.filter((number) => number.phoneNumberId === phoneNumberId);
    return {
      phoneNumberId,
      id: listed.find((number) => number.phoneNumberId === phoneNumberId)?.phoneNumber ?? phoneNumberId,
      usedBy: same.flatMap(({ usedBy }) => usedBy),
      destinations: same.flatMap(({ destinations }) => destinations),
    };
  });
}

function unclaimed({ numbers }: Wanted, instanceId: string, listed: readonly ListedPhoneNumber[]): Finding[] {
  const missing: NotInspected = { kind: 'not-found', says: 'not in the list' };
  return numbers
    .filter(({ id }) => !listed.some(({ phoneNumber }) => phoneNumber === id))
    .flatMap((number) => numberFindings(number, instanceId, missing));
}

function hoursOf(queues: Described<WantedQueue, DescribedQueue>): WantedThing[] {
  const wanted = queues.flatMap(([{ id: queueId }, answer]) => {
    const id = answer.kind === 'found' ? answer.found.hoursOfOperationId : undefined;
    return id === undefined ? [] : { id, queueId };
  });
  return [...new Set(wanted.map(({ id }) => id))].map((id) => ({
    id,
    usedBy: wanted.filter((one) => one.id === id).map(({ queueId }) => `queue ${queueId}`),
  }));
}
