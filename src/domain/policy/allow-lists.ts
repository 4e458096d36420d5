import { z } from 'zod';
import { connectId } from './dial-options';
import type { Policy } from './policy';

/**
 * What policies may use. A list that is left out allows everything, so that a policy is trusted input; an empty one allows nothing.
 * Checked when a call starts or gets another policy, and again immediately before use.
 */
export const allowListsSchema = z.strictObject({
  /** The activities that policies may name in `beforeDial`, each with its task queue. @default any activity of the namespace */
  beforeDial: z
    .array(z.strictObject({ activity: z.string().min(1), taskQueue: z.string().min(1) }))
    .optional(),
  /** Instances: IDs or ARNs. @default any that IAM permits */
  instanceIds: z.array(connectId('instance')).optional(),
  /** Contact flows: IDs or ARNs; one without a version or alias allows all of its versions. @default any flow of the instance */
  contactFlowIds: z.array(connectId('contact-flow')).optional(),
  /** Queues: IDs or ARNs. @default any queue of the instance */
  queueIds: z.array(connectId('queue')).optional(),
});

export type AllowListsInput = z.input<typeof allowListsSchema>;
export type AllowLists = z.output<typeof allowListsSchema>;

/** What a policy or attempt uses; of a policy's step only what it sets itself. */
interface Used {
  readonly instanceId?: string | undefined;
  readonly contactFlowId?: string | undefined;
  readonly queueId?: string | undefined;
}

const lists = { instanceId: 'instanceIds', contactFlowId: 'contactFlowIds', queueId: 'queueIds' } as const;

interface NotAllowed {
  readonly path: string;
  readonly message: string;
}

/** The members of a policy that the lists do not allow, by path. */
export function notAllowed(allowed: AllowLists, { beforeDial, steps, ...policy }: Policy): NotAllowed[] {
  const refused = beforeDialRefusal(allowed, beforeDial);
  return [
    ...problemsOf(allowed, policy, 'policy'),
    ...steps.flatMap((step, index) => problemsOf(allowed, step, `policy.steps[${index}]`)),
    ...(refused === undefined ? [] : [{ path: 'policy.beforeDial', message: refused }]),
  ];
}

/** Why an attempt may not be made; undefined when it may. */
export function whyNotAllowed(allowed: AllowLists, used: Used): string | undefined {
  const [first] = problemsOf(allowed, used, '');
  return first && `${first.path.slice(1)} ${first.message}`;
}

function problemsOf(allowed: AllowLists, used: Used, where: string): NotAllowed[] {
  return (Object.keys(lists) as (keyof typeof lists)[]).flatMap((member) => {
    const list = allowed[lists[member]];
    const id = used[member];
    const isAllowed = !list || id === undefined || [id, withoutVersion(id)].some((one) => list.includes(one));
    return isAllowed ? [] : [{ path: `${where}.${member}`, message: reason(lists[member]) }];
  });
}

/** Why the policy's `beforeDial` activity may not be asked; undefined when it may, or there is none. */
export function beforeDialRefusal(
  { beforeDial: list }: AllowLists,
  given: Policy['beforeDial'],
): string | undefined {
  if (!given || !list) return undefined;
  const isListed = list.some(
    ({ activity, taskQueue }) => activity === given.activity && taskQueue === given.taskQueue,
  );
  return isListed ? undefined : reason('beforeDial');
}

function reason(list: keyof AllowLists): string {
  return `is not among allowed.${list} of temporal.config.ts (docs/guard.md)`;
}

/** A contact flow may be followed by its version or alias. */
function withoutVersion(id: string): string {
  return id.split(':', 1)[0] ?? id;
}

/** The lists that are left out: policies may name anything there. */
export function openLists(allowed: AllowLists = {}): (keyof AllowLists)[] {
  return (Object.keys(allowListsSchema.shape) as (keyof AllowLists)[]).filter((list) => !allowed[list]);
}
