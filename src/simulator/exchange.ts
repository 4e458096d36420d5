import type { Behaviour } from './behaviour';
import { ClientTokens, type TokenScope } from './client-tokens';
import {
  contactAt,
  hasEnded,
  requestOf,
  stopped,
  type Contact,
  type OutboundCall,
  type Task,
} from './contact';
import { Destinations } from './destinations';
import { dialOf, type Dial } from './dial';
import { e164Schema } from './e164';
import {
  contactNotFound,
  dialRefusals,
  isRefused,
  invalidRequest,
  limitExceeded,
  serviceQuotaExceeded,
} from './errors';
import type { ExchangeChange, TokenUse } from './exchange-change';
import { LiveContacts } from './live-contacts';
import { planCall, planFastBusy, planTaskContact } from './plan-contact';
import { Queues, type Settled } from './queues';
import { scriptSchema, type Script } from './script';
import type { Instance, Queue, Seed } from './seed/seed';

/** The instance of a contact, and the queue that it will enter. */
export interface Place {
  readonly instance: Instance;
  readonly queue: Queue;
}

/**
 * The telephone exchange: all contacts, and the rules of their course. Methods are synchronous, so two requests with one
 * ClientToken can't both dial, and take the time as an argument, so any clock works. A method decides, then applies one
 * change; replaying the changes in order restores the exchange.
 */
export class Exchange {
  private readonly destinations = new Destinations();
  private readonly tokens = new ClientTokens();
  private readonly contactsById = new Map<string, Contact>();
  private readonly live = {
    VOICE: new Map<string, LiveContacts>(),
    TASK: new Map<string, LiveContacts>(),
  };
  private readonly queues: Queues;
  private dialed: Dial[] = [];

  constructor(
    seed: Seed,
    private readonly behaviour: Behaviour,
    /** Called with each change before it is applied. */
    private readonly record: (change: ExchangeChange) => void,
  ) {
    this.queues = new Queues(seed);
  }

  /** @throws ZodError when the number or the script is invalid */
  script(e164: string, script: Script): void {
    this.commit({ type: 'scripted', e164: e164Schema.parse(e164), script: scriptSchema.parse(script) });
  }

  /** Rings the phone, or returns the contact that the token has started. */
  startCall(
    call: OutboundCall,
    { instance, queue }: Place,
    token: TokenUse | undefined,
    now: number,
  ): Contact {
    const known = this.startedWith({ instanceId: call.instanceId, channel: 'VOICE' }, token, now);
    if (known) return known;
    const e164 = call.destinationPhoneNumber;
    const { script, disposition } = this.destinations.next(e164);
    if (isRefused(disposition)) {
      this.commit({ type: 'dial-refused', e164 });
      throw dialRefusals[disposition](e164);
    }
    const { limit, what, counts } = quotaFor(call, instance);
    if (this.liveOf('VOICE', instance.instanceId).reach(limit, now, counts)) {
      if (this.behaviour.overLimit === 'limit-exceeded') {
        throw limitExceeded(`The instance has ${limit} concurrent ${what}, its limit`);
      }
      return this.started(planFastBusy(call, queue, now), token, false);
    }
    return this.started(planCall(call, queue, { script, disposition }, this.behaviour, now), token, true);
  }

  startTask(task: Task, { instance, queue }: Place, token: TokenUse | undefined, now: number): Contact {
    const known = this.startedWith({ instanceId: task.instanceId, channel: 'TASK' }, token, now);
    if (known) return known;
    if (this.liveOf('TASK', instance.instanceId).reach(instance.concurrentTasks, now)) {
      throw serviceQuotaExceeded(`The instance has ${instance.concurrentTasks} open tasks, its limit`);
    }
    return this.started(planTaskContact(task, queue, now), token, false);
  }

  /** End the contact, unless it has ended. */
  stop(instanceId: string, contactId: string, now: number): void {
    const contact = this.find(instanceId, contactId);
    if (!contact) throw contactNotFound(contactId);
    if (!hasEnded(contact, now)) {
      this.commit({ type: 'contact-stopped', contactId, at: now });
    } else if (this.behaviour.stopAfterEnd === 'contact-not-found') {
      throw contactNotFound(contactId);
    }
  }

  updateAttributes(contactId: string, attributes: Readonly<Record<string, string>>, now: number): void {
    this.commit({ type: 'attributes-updated', contactId, at: now, attributes });
  }

  find(instanceId: string, contactId: string): Contact | undefined {
    const contact = this.contactsById.get(contactId);
    return contact && requestOf(contact).instanceId === instanceId ? contact : undefined;
  }

  contactById(contactId: string): Contact | undefined {
    return this.contactsById.get(contactId);
  }

  /** Oldest first. */
  contacts(): Contact[] {
    return [...this.contactsById.values()];
  }

  /** Number of contacts, live and ended. */
  get contactCount(): number {
    return this.contactsById.size;
  }

  /** Contacts that have not ended at `now`, calls first. */
  liveContacts(now: number): Contact[] {
    return [...this.live.VOICE.values(), ...this.live.TASK.values()].flatMap((live) => live.at(now));
  }

  /** The last dials, oldest first. @param last how many @default all */
  dials(last = Infinity): Dial[] {
    return this.dialed.slice(-last);
  }

  get dialCount(): number {
    return this.dialed.length;
  }

  /** Serve the calls that have entered their queues by `now`. Must run before anything else at `now`. */
  settle(now: number): void {
    this.queues.settle(now).forEach((settled) => {
      this.rewrite(settled);
    });
  }

  forgetAll(): void {
    this.destinations.forgetAll();
    this.tokens.forgetAll();
    this.contactsById.clear();
    this.live.VOICE.clear();
    this.live.TASK.clear();
    this.queues.reopen();
    this.dialed = [];
  }

  /** Apply a change, new or from the journal. */
  apply(change: ExchangeChange): void {
    switch (change.type) {
      case 'scripted':
        this.destinations.script(change.e164, change.script);
        return;
      case 'dial-refused':
        this.destinations.count(change.e164);
        return;
      case 'contact-started':
        this.begin(change);
        return;
      case 'contact-stopped':
        this.end(change.contactId, change.at);
        return;
      case 'attributes-updated':
        this.rewriteContact(change.contactId, (contact) => ({
          ...contact,
          updates: [...contact.updates, { at: change.at, attributes: change.attributes }].sort(
            (a, b) => a.at - b.at,
          ),
        }));
    }
  }

  private commit(change: ExchangeChange): void {
    this.record(change);
    this.apply(change);
  }

  private started(contact: Contact, token: TokenUse | undefined, dials: boolean): Contact {
    this.commit({ type: 'contact-started', contact, token, dials });
    return contact;
  }

  private startedWith(scope: TokenScope, token: TokenUse | undefined, now: number): Contact | undefined {
    const known = token && this.tokens.find(scope, token.clientToken, now);
    if (!known) return undefined;
    const differs = known.requestDigest !== token.requestDigest;
    if (differs && this.behaviour.tokenWithOtherBody === 'invalid-request') {
      throw invalidRequest('ClientToken: was used with other parameters');
    }
    const contact = this.contactsById.get(known.contactId);
    const ringsAgain = this.behaviour.tokenAfterDisconnect === 'new';
    return contact && ringsAgain && contactAt(contact, now).phase === 'ended' ? undefined : contact;
  }

  private begin({ contact, token, dials }: Extract<ExchangeChange, { type: 'contact-started' }>): void {
    const { contactId, channel } = contact;
    const { instanceId } = requestOf(contact);
    const at = contact.timeline.initiatedAt;
    this.settle(at);
    this.contactsById.set(contactId, contact);
    this.liveOf(channel, instanceId).add(contactId);
    this.queues.expect(contact);
    if (token) this.tokens.remember({ instanceId, channel }, token, contactId, at);
    if (dials && channel === 'VOICE') {
      this.destinations.count(contact.call.destinationPhoneNumber);
      this.dialed.push(dialOf(contactId, contact.call, token?.clientToken, at));
    }
  }

  private end(contactId: string, at: number): void {
    this.settle(at);
    const contact = this.contactsById.get(contactId);
    if (!contact) return;
    this.contactsById.set(contactId, stopped(contact, at));
    this.queues.remove(contact, at).forEach((settled) => {
      this.rewrite(settled);
    });
  }

  private rewrite({ contactId, agentId, agentAt, abandoned, endedAt }: Settled): void {
    this.rewriteContact(contactId, (contact) => {
      const reason = abandoned ? 'CUSTOMER_DISCONNECT' : (contact.wait?.reason ?? 'CUSTOMER_DISCONNECT');
      return {
        ...contact,
        agentId,
        timeline: { ...contact.timeline, agentAt, ended: { at: endedAt, reason } },
      };
    });
  }

  private rewriteContact(contactId: string, rewrite: (contact: Contact) => Contact): void {
    const contact = this.contactsById.get(contactId);
    if (contact) this.contactsById.set(contactId, rewrite(contact));
  }

  private liveOf(channel: 'VOICE' | 'TASK', instanceId: string): LiveContacts {
    const known = this.live[channel].get(instanceId);
    if (known) return known;
    const live = new LiveContacts((contactId) => this.contactsById.get(contactId));
    this.live[channel].set(instanceId, live);
    return live;
  }
}

/** General and campaign calls share one quota, unless the instance has a quota for campaigns. */
function quotaFor({ trafficType }: OutboundCall, { concurrentCalls, concurrentCampaignCalls }: Instance) {
  if (concurrentCampaignCalls === undefined) {
    return { limit: concurrentCalls, what: 'calls', counts: () => true };
  }
  const counts = (contact: Contact) =>
    contact.channel === 'VOICE' && contact.call.trafficType === trafficType;
  return trafficType === 'CAMPAIGN'
    ? { limit: concurrentCampaignCalls, what: 'campaign calls', counts }
    : { limit: concurrentCalls, what: 'calls', counts };
}
