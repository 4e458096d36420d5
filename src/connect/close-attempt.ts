import { dialingOf, type Attempt, type EndedAttempt } from '../domain/call/attempt';
import { fulfils } from '../domain/call/after-call';
import type { Contact } from '../domain/call/contact';
import { Disposition } from '../domain/call/disposition';
import type { Policy } from '../domain/policy/policy';
import { classifyContact } from './classify-contact';

/**
 * The record of an attempt that has ended.
 *
 * @param now milliseconds since the epoch, by the workflow's clock. No attempt ends later, whatever Amazon Connect's clock says
 */
export function closeAttempt(
  { plan, ending, ...dialing }: EndedAttempt,
  policy: Policy,
  now: number,
): Attempt {
  const planned = {
    number: plan.number,
    step: plan.step,
    destinationPhoneNumber: plan.destinationPhoneNumber,
    queueId: plan.queueId,
    sourcePhoneNumber: plan.sourcePhoneNumber,
    contactFlowId: plan.contactFlowId,
    ...(plan.callbackFor === undefined ? {} : { callbackFor: plan.callbackFor }),
    ...dialingOf(dialing),
    endedAt: new Date(now).toISOString(),
    reached: false,
  };
  switch (ending.how) {
    case 'refused':
      return { ...planned, disposition: Disposition.NotAllowed, why: ending.why };
    case 'never-rang':
      return { ...planned, disposition: Disposition.Unknown, neverRang: true, why: ending.why };
    case 'lost':
      return {
        ...planned,
        disposition: Disposition.Unknown,
        phoneMayBeRinging: ending.phoneMayBeRinging,
        contactId: ending.contactId,
        why: ending.why,
      };
    case 'contact': {
      const { contact } = ending;
      const disposition = dispositionOf(contact, ending.stoppedByUs);
      return {
        ...planned,
        contactId: contact.contactId,
        destinationPhoneNumber: contact.destinationPhoneNumber ?? plan.destinationPhoneNumber,
        queueId: contact.queueId ?? plan.queueId,
        sourcePhoneNumber: contact.sourcePhoneNumber ?? plan.sourcePhoneNumber,
        endedAt: new Date(Math.min(now, instant(contact.endedAt) ?? now)).toISOString(),
        disposition,
        reached: isReached(policy, contact, disposition),
        ...(isRefused(policy, contact) ? { refused: true } : {}),
        ringSeconds: secondsBetween(contact.initiatedAt, contact.connectedAt ?? contact.endedAt),
        talkSeconds: secondsBetween(contact.connectedAt, contact.endedAt),
        agentId: contact.agentId,
        disconnectReason: contact.disconnectReason,
        answeringMachineDetectionStatus: contact.answeringMachineDetectionStatus,
        potentialDisconnectIssue: contact.potentialDisconnectIssue,
        customerAudioQuality: contact.customerAudioQuality,
        agentAudioQuality: contact.agentAudioQuality,
      };
    }
  }
}

/** A stopped contact may still have ended by itself; then Amazon Connect gives another reason. */
function dispositionOf(contact: Contact, stoppedByUs: boolean): Disposition {
  const disposition = classifyContact(contact);
  const neverAnswered = contact.connectedAt === undefined;
  const mayBeOurs =
    disposition === Disposition.Unknown || contact.disconnectReason === 'TELECOM_ORIGINATOR_CANCEL';
  return stoppedByUs && neverAnswered && mayBeOurs ? Disposition.Cancelled : disposition;
}

function isReached(policy: Policy, contact: Contact, disposition: Disposition): boolean {
  const { reachedWhen, minTalkSeconds = 0 } = policy;
  if (reachedWhen === 'agent') return contact.agentConnectedAt !== undefined;
  if (reachedWhen === 'connected') {
    const answeredByPerson = disposition === Disposition.Answered || disposition === Disposition.Abandoned;
    return answeredByPerson && (secondsBetween(contact.connectedAt, contact.endedAt) ?? 0) >= minTalkSeconds;
  }
  return fulfils(reachedWhen, contact.attributes);
}

function isRefused({ refusedWhen }: Policy, { attributes }: Contact): boolean {
  return refusedWhen !== undefined && fulfils(refusedWhen, attributes);
}

function secondsBetween(start: string | undefined, end: string | undefined): number | undefined {
  const from = instant(start);
  const to = instant(end);
  return from === undefined || to === undefined ? undefined : Math.max(0, (to - from) / 1000);
}

function instant(iso: string | undefined): number | undefined {
  const parsed = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(parsed) ? undefined : parsed;
}
