import { setTimeout } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import ms from 'ms';
import {
  ConnectError,
  FailureType,
  type Connect,
  type ContactSearch,
  type StartOutboundVoiceContactRequest,
} from '../../src/connect';
import type { Contact } from '../../src/domain/call/contact';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import { defaults, type Course, type Ending, type Refusal, type Send, type Story } from './story';

/** A call as the world outside sees it: what was asked of Amazon Connect, and which phones rang. */
export interface CallOutside {
  readonly story: Story;
  readonly workflowId: string;
  readonly sends: SendRecord[];
  readonly rings: Ring[];
  /** What people do at this request to dial, before it is answered. @param send 1, 2, 3… */
  readonly duringSend: (send: number) => Promise<void>;
}

/** A request to dial. */
export interface SendRecord {
  readonly outcome: Send;
  /** The attempt that it names. */
  readonly number: number;
  readonly token: string;
  readonly to: string;
  readonly from: string | undefined;
  /** The last look at the clock of the activity that sent it. */
  readonly at: number;
  readonly activityId: string;
  readonly runId: string;
}

/** A contact: one phone that rang. */
export interface Ring {
  readonly contactId: string;
  readonly number: number;
  readonly token: string;
  readonly course: Course;
  readonly attributes: Readonly<Record<string, string>>;
  readonly to: string;
  readonly startsAt: number;
  /** When it is answered, unless it is stopped before; Infinity where it is not. */
  readonly answersAt: number;
  endsAt: number;
  /** Was its call told how it ended? */
  wasTold: boolean;
  /** Was the answer to a request to stop it that it does, true or not? */
  wasToldToStop: boolean;
  /** Did that end it? */
  wasStopped: boolean;
  asks: number;
  stops: number;
}

/** A clock that can be moved: that of the time-skipping server. */
export interface Clock {
  now(): Promise<number>;
  /** @param milliseconds of the clock, not of whoever waits */
  pass(milliseconds: number): Promise<void>;
}

/** Amazon Connect as the stories have it, under the real activities. Each token has one contact, which is remembered for ever. */
export class PhoneWorld implements Connect {
  readonly calls = new Map<string, CallOutside>();
  private readonly looks = new WeakMap<Context, number>();

  constructor(private readonly clock: Clock) {}

  /** The clock of the activities: a send counts from the instant that its activity went by. */
  async look(): Promise<number> {
    const now = await this.clock.now();
    this.looks.set(Context.current(), now);
    return now;
  }

  async startOutboundVoiceContact(request: StartOutboundVoiceContactRequest): Promise<{ contactId: string }> {
    const call = this.callOf(request);
    const { info } = Context.current();
    const at = this.looks.get(Context.current()) ?? Number.NaN;
    const number = Number(request.attributes?.[ReservedAttribute.AttemptId]?.split('.').at(-1));
    const outcome = call.story.sends[call.sends.length] ?? 'ok';
    const { clientToken: token, destinationPhoneNumber: to, queueId: from } = request;
    const { activityId, workflowExecution } = info;
    call.sends.push({
      outcome,
      number,
      token,
      to,
      from,
      at,
      activityId,
      runId: workflowExecution?.runId ?? '',
    });
    const send = call.sends.length;
    let ring = call.rings.find((known) => known.token === token);
    if (!ring && arrives.has(outcome)) {
      ring = begin(call, request, number, await this.clock.now());
      call.rings.push(ring);
    }
    await call.duringSend(send);
    return { contactId: await this.answer(outcome, ring) };
  }

  private async answer(outcome: Send, ring: Ring | undefined): Promise<string> {
    switch (outcome) {
      case 'ok':
        if (!ring) throw new Error('A request that is answered has a contact');
        return ring.contactId;
      case 'lost':
      case 'lost-unsent':
        throw new ConnectError(FailureType.Network, 'the answer is lost', true);
      case 'dies':
      case 'dies-unsent':
        return this.die();
      case 'crash':
        throw new Error('nobody thought of this');
      default:
        throw new ConnectError(refusals[outcome], `refused: ${outcome}`, false);
    }
  }

  async describeContact({ contactId }: { contactId: string }): Promise<Contact> {
    const ring = this.ringOf(contactId);
    const trouble = ring.course.asks?.[ring.asks++];
    if (trouble === 'dies') await this.die();
    if (trouble === 'throttled') throw new ConnectError(FailureType.Throttled, 'throttled', false);
    if (trouble === 'broken') throw new ConnectError(FailureType.InternalService, 'broken', true);
    if (trouble === 'no-permission') throw new ConnectError(FailureType.AccessDenied, 'denied', false);
    const now = await this.clock.now();
    const { seen } = ring.course;
    if (seen === 'never' || (seen === 'late' && now < ring.startsAt + ms('30s'))) {
      throw new ConnectError(FailureType.ResourceNotFound, 'no such contact', false);
    }
    return recordOf(ring, now);
  }

  /** One that has ended, or talks to an agent. */
  async searchContacts({ attemptIds }: ContactSearch): Promise<string[]> {
    const now = await this.clock.now();
    const rings = [...this.calls.values()].flatMap((call) => call.rings);
    return rings
      .filter(({ attributes }) => attemptIds.includes(attributes[ReservedAttribute.AttemptId] ?? ''))
      .filter((ring) => ring.course.seen !== 'never' && (now >= ring.endsAt || now >= ring.answersAt))
      .map(({ contactId }) => contactId);
  }

  /** The stories' policies name none. */
  effectiveHours(): Promise<never> {
    return Promise.reject(new ConnectError(FailureType.ResourceNotFound, 'no such hours', false));
  }

  async stopContact({ contactId }: { contactId: string }): Promise<'stopped' | 'already-ended'> {
    const ring = this.ringOf(contactId);
    const now = await this.clock.now();
    if (now >= ring.endsAt) return 'already-ended';
    const trouble = ring.course.stops?.[ring.stops++];
    if (trouble === 'dies') await this.die();
    if (trouble === 'throttled') throw new ConnectError(FailureType.Throttled, 'throttled', false);
    if (trouble === undefined) {
      ring.endsAt = now;
      ring.wasStopped = true;
    }
    ring.wasToldToStop = true;
    return 'stopped';
  }

  /**
   * Temporal gives the activity up, and hears nothing more of it. The last moments pass in real time: the server unlocks
   * its clock when it gives an activity up, which must be locked then.
   */
  private async die(): Promise<never> {
    const { startToCloseTimeoutMs: timeout, currentAttemptScheduledTimestampMs: scheduledAt } =
      Context.current().info;
    const now = await this.clock.now();
    // It was started after that; of a retry the server says when its first attempt was scheduled.
    const startedAfter = Math.max(scheduledAt, now - ms('300ms'));
    await this.clock.pass(startedAfter + timeout - margin - now);
    while ((await this.clock.now()) < now + timeout + margin) await setTimeout(10);
    throw new Error('dead');
  }

  private callOf({ attributes }: StartOutboundVoiceContactRequest): CallOutside {
    const call = this.calls.get(attributes?.[ReservedAttribute.WorkflowId] ?? '');
    if (!call) throw new Error('A dial names its call');
    return call;
  }

  private ringOf(contactId: string): Ring {
    for (const { rings } of this.calls.values()) {
      const ring = rings.find((known) => known.contactId === contactId);
      if (ring) return ring;
    }
    throw new ConnectError(FailureType.ResourceNotFound, 'no such contact', false);
  }
}

/** The same as an object whose members are its own, so that it can be copied with another one. */
export function portTo(world: PhoneWorld): Connect {
  return {
    startOutboundVoiceContact: (request) => world.startOutboundVoiceContact(request),
    describeContact: (contact) => world.describeContact(contact),
    searchContacts: (search) => world.searchContacts(search),
    stopContact: (contact) => world.stopContact(contact),
    effectiveHours: () => world.effectiveHours(),
  };
}

/** Milliseconds. */
const margin = 20;

/** Amazon Connect's record of a contact at an instant. */
export function recordOf(ring: Ring, now: number): Contact {
  const { course, startsAt, answersAt, endsAt } = ring;
  const hasEnded = now >= endsAt;
  const wasAnswered = answersAt <= Math.min(now, endsAt);
  const { answered = {}, unanswered } = words[course.end];
  const reached = ['agent', 'abandoned'].includes(course.end);
  return {
    contactId: ring.contactId,
    initiatedAt: iso(startsAt),
    destinationPhoneNumber: ring.to,
    attributes: ring.attributes,
    ...(wasAnswered ? { connectedAt: iso(answersAt), ...answered } : {}),
    ...(wasAnswered && reached ? { enqueuedAt: iso(answersAt) } : {}),
    ...(wasAnswered && course.end === 'agent' ? { agentConnectedAt: iso(answersAt) } : {}),
    ...(hasEnded ? { endedAt: iso(endsAt) } : {}),
    ...(hasEnded && !wasAnswered
      ? { disconnectReason: ring.wasStopped ? 'TELECOM_ORIGINATOR_CANCEL' : unanswered }
      : {}),
  };
}

/** Of another call. */
export const foreignContact: Contact = {
  contactId: 'contact-of-another-call',
  initiatedAt: iso(0),
  endedAt: iso(1),
  attributes: { [ReservedAttribute.AttemptId]: 'another-run.1' },
};

function begin(
  call: CallOutside,
  request: StartOutboundVoiceContactRequest,
  number: number,
  now: number,
): Ring {
  const course = call.story.contacts[call.rings.length] ?? { end: 'no-answer' };
  const ringEnds = now + ms(course.ring ?? defaults.ring);
  const isAnswered = words[course.end].unanswered === undefined;
  return {
    contactId: `contact-${call.rings.length + 1}-of-${call.workflowId}`,
    number,
    token: request.clientToken,
    course,
    attributes: request.attributes ?? {},
    to: request.destinationPhoneNumber,
    startsAt: now,
    answersAt: isAnswered ? ringEnds : Infinity,
    endsAt: isAnswered ? ringEnds + ms(course.talk ?? defaults.talk) : ringEnds,
    wasTold: false,
    wasStopped: false,
    wasToldToStop: false,
    asks: 0,
    stops: 0,
  };
}

const arrives: ReadonlySet<Send> = new Set(['ok', 'lost', 'dies', 'crash']);

const refusals: Record<Refusal, FailureType> = {
  throttled: FailureType.Throttled,
  quota: FailureType.LimitExceeded,
  'no-network': FailureType.Network,
  'no-permission': FailureType.AccessDenied,
  'no-such-queue': FailureType.ResourceNotFound,
  'not-allowed': FailureType.DestinationNotAllowed,
  invalid: FailureType.InvalidRequest,
};

/** Amazon Connect's words for an ending: what an answered contact has, or why one was not answered. */
const words: Record<Ending, { readonly answered?: Partial<Contact>; readonly unanswered?: string }> = {
  agent: {},
  flow: {},
  abandoned: {},
  voicemail: { answered: { answeringMachineDetectionStatus: 'VOICEMAIL_BEEP' } },
  fax: { answered: { answeringMachineDetectionStatus: 'FAX_MACHINE_DETECTED' } },
  'no-answer': { unanswered: 'TELECOM_UNANSWERED' },
  busy: { unanswered: 'TELECOM_BUSY' },
  'invalid-number': { unanswered: 'TELECOM_NUMBER_INVALID' },
  blocked: { unanswered: 'TELECOM_POTENTIAL_BLOCKING' },
  'telecom-problem': { unanswered: 'TELECOM_PROBLEM' },
  unknown: { unanswered: 'A_REASON_OF_NEXT_YEAR' },
};

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
