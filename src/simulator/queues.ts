import { AgentPool, type Placement } from './agents';
import type { Contact } from './contact';
import { requestOf } from './contact';
import { simulatedInstance } from './instance';
import type { Instance, Queue, Seed } from './seed/seed';

/** The end of a contact that its queue has decided. */
export interface Settled {
  readonly contactId: string;
  readonly agentId?: string | undefined;
  readonly agentAt?: number | undefined;
  /** Whether the caller hung up before an agent was free. */
  readonly abandoned: boolean;
  readonly endedAt: number;
}

/** The queues with a limited number of agents. */
export class Queues {
  private readonly pools = new Map<string, { readonly pool: AgentPool; readonly agentIds: string[] }>();

  constructor(private readonly seed: Seed) {
    this.reopen();
  }

  /** Register a call that will wait for an agent in its queue. */
  expect(contact: Contact): void {
    const { queuedAt } = contact.timeline;
    if (contact.wait === undefined || queuedAt === undefined) return;
    const { patienceSeconds, talkSeconds } = contact.wait;
    this.poolOf(contact)?.pool.expect({
      contactId: contact.contactId,
      queuedAt,
      patienceSeconds,
      talkSeconds,
    });
  }

  /** The contacts whose ends have been decided by `now`. */
  settle(now: number): Settled[] {
    return [...this.pools.values()].flatMap(({ pool, agentIds }) =>
      pool.settle(now).map((placement) => settledBy(placement, agentIds)),
    );
  }

  /** Remove a contact. @returns the new ends of contacts behind it */
  remove(contact: Contact, now: number): Settled[] {
    const queue = contact.wait && this.poolOf(contact);
    return queue
      ? queue.pool.remove(contact.contactId, now).map((placement) => settledBy(placement, queue.agentIds))
      : [];
  }

  /** Empty all queues. */
  reopen(): void {
    this.pools.clear();
    for (const instance of this.seed.instances) {
      const agentIds = agentIdsOf(instance);
      for (const queue of instance.queues) {
        if (queue.agents === undefined) continue;
        const ids = agentIds.get(queue) ?? [];
        this.pools.set(keyOf(instance.instanceId, queue.queueId), {
          pool: new AgentPool(queue.agents),
          agentIds: ids,
        });
      }
    }
  }

  private poolOf(contact: Contact) {
    return this.pools.get(keyOf(requestOf(contact).instanceId, contact.queueId));
  }
}

/** Agent IDs are numbered per instance, after the agent of `simulatedInstance`. */
function agentIdsOf(instance: Instance): Map<Queue, string[]> {
  let last = 1;
  const next = () => simulatedInstance.agentId.slice(0, -12) + String(++last).padStart(12, '0');
  return new Map(
    instance.queues.map((queue) => [queue, Array.from({ length: queue.agents ?? 0 }, () => next())]),
  );
}

function settledBy(placement: Placement, agentIds: readonly string[]): Settled {
  const { contactId } = placement.call;
  const { endedAt } = placement;
  return placement.kind === 'served'
    ? { contactId, agentId: agentIds[placement.agent], agentAt: placement.agentAt, abandoned: false, endedAt }
    : { contactId, abandoned: true, endedAt };
}

function keyOf(instanceId: string, queueId: string): string {
  return `${instanceId}/${queueId}`;
}
