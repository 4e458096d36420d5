import assert from 'node:assert/strict';
import { closeAttempt } from '../../src/connect/close-attempt';
import type { AttemptEnding } from '../../src/domain/call/attempt';
import type { Contact } from '../../src/domain/call/contact';
import { policySchema, type PolicyInput } from '../../src/domain/policy/policy';
import { plan } from './support';

const dialedAt = Date.parse('2026-11-23T17:00:00.000Z');
const now = dialedAt + 60_000;
const at = (seconds: number) => new Date(dialedAt + seconds * 1000).toISOString();

/** Answered after 5 s, talked to an agent, over after 37 s. */
const conversation: Contact = {
  contactId: 'c-1',
  initiatedAt: at(0.5),
  connectedAt: at(5),
  enqueuedAt: at(6),
  agentConnectedAt: at(7),
  endedAt: at(37),
  queueId: 'queue-of-the-flow',
  agentId: 'agent-1',
  destinationPhoneNumber: '+12065550141',
  sourcePhoneNumber: '+12065550190',
  disconnectReason: 'CUSTOMER_DISCONNECT',
  attributes: { confirmed: 'yes' },
};
const unanswered: Contact = {
  contactId: 'c-2',
  initiatedAt: at(0),
  endedAt: at(30),
  disconnectReason: 'TELECOM_ORIGINATOR_CANCEL',
  attributes: {},
};

function policy(members: Partial<PolicyInput> = {}) {
  return policySchema.parse({
    instanceId: 'i',
    contactFlowId: 'f',
    reachedWhen: 'agent',
    steps: [{ queueId: 'q' }],
    ...members,
  });
}

function close(ending: AttemptEnding, members: Partial<PolicyInput> = {}, clock = now) {
  return closeAttempt({ plan: plan(), startedAt: at(0), ending }, policy(members), clock);
}

function closeContact(contact: Contact, members: Partial<PolicyInput> = {}, stoppedByUs = false) {
  return close({ how: 'contact', contact, stoppedByUs }, members);
}

describe('the record of an attempt', () => {
  it('is cancelled only where our hanging up ended it: a line that was busy before that was busy', () => {
    assert.equal(closeContact(unanswered, {}, true).disposition, 'cancelled');
    for (const [disconnectReason, disposition] of [
      ['TELECOM_BUSY', 'busy'],
      ['TELECOM_NUMBER_INVALID', 'invalid-number'],
      ['TELECOM_PROBLEM', 'telecom-problem'],
      // It had rung to its end when it was told to stop.
      ['TELECOM_TIMEOUT', 'no-answer'],
      ['TELECOM_UNANSWERED', 'no-answer'],
    ] as const) {
      assert.equal(closeContact({ ...unanswered, disconnectReason }, {}, true).disposition, disposition);
    }
  });

  it('says what Amazon Connect says: who called whom, how long it rang and how long they talked', () => {
    const quality = {
      potentialDisconnectIssue: 'AGENT_NETWORK',
      customerAudioQuality: 4.2,
      agentAudioQuality: 3.1,
    };
    assert.deepEqual(closeContact({ ...conversation, ...quality }), {
      ...quality,
      number: 1,
      step: 'own-team',
      destinationPhoneNumber: '+12065550141',
      queueId: 'queue-of-the-flow',
      sourcePhoneNumber: '+12065550190',
      contactFlowId: plan().contactFlowId,
      startedAt: at(0),
      endedAt: at(37),
      reached: true,
      contactId: 'c-1',
      disposition: 'answered',
      ringSeconds: 4.5,
      talkSeconds: 32,
      agentId: 'agent-1',
      disconnectReason: 'CUSTOMER_DISCONNECT',
      answeringMachineDetectionStatus: undefined,
    });
  });

  it('keeps the requested values where Amazon Connect returns none', () => {
    const attempt = closeContact(unanswered);
    assert.equal(attempt.destinationPhoneNumber, plan().destinationPhoneNumber);
    assert.equal(attempt.queueId, plan().queueId);
    assert.equal(attempt.sourcePhoneNumber, undefined);
    assert.equal(attempt.ringSeconds, 30);
    assert.equal(attempt.talkSeconds, undefined);
    assert.equal(attempt.disposition, 'no-answer');
  });

  it("never ends after the workflow's clock, and never lasts less than nothing, when the clocks differ", () => {
    const ahead = close({
      how: 'contact',
      contact: { ...conversation, endedAt: new Date(now + 3_600_000).toISOString() },
      stoppedByUs: false,
    });
    assert.equal(ahead.endedAt, new Date(now).toISOString());
    const backwards = closeContact({
      ...conversation,
      initiatedAt: at(20),
      connectedAt: at(10),
      endedAt: at(5),
    });
    assert.equal(backwards.ringSeconds, 0);
    assert.equal(backwards.talkSeconds, 0);
  });

  it('ends now when Amazon Connect gives no readable end', () => {
    for (const endedAt of [undefined, 'yesterday']) {
      const attempt = closeContact({ ...conversation, endedAt });
      assert.equal(attempt.endedAt, new Date(now).toISOString());
      assert.equal(attempt.talkSeconds, undefined);
    }
  });

  it('(refused) is not allowed, was not reached, and has no contact', () => {
    const attempt = close({ how: 'refused', why: 'not on the allow-list' });
    assert.equal(attempt.disposition, 'not-allowed');
    assert.equal(attempt.why, 'not on the allow-list');
    assert.equal(attempt.reached, false);
    assert.equal(attempt.contactId, undefined);
    assert.equal(attempt.phoneMayBeRinging, undefined);
  });

  it('(lost) is unknown, and says whether the phone may be ringing', () => {
    const attempt = close({ how: 'lost', why: 'no answer came', contactId: 'c-3', phoneMayBeRinging: true });
    assert.equal(attempt.disposition, 'unknown');
    assert.equal(attempt.phoneMayBeRinging, true);
    assert.equal(attempt.contactId, 'c-3');
    assert.equal(attempt.endedAt, new Date(now).toISOString());
    assert.equal(attempt.reached, false);
  });
});

describe('an attempt that was stopped by us', () => {
  it('is cancelled when the phone was still ringing', () => {
    assert.equal(closeContact(unanswered, {}, true).disposition, 'cancelled');
    assert.equal(
      closeContact({ ...unanswered, disconnectReason: 'OTHER' }, {}, true).disposition,
      'cancelled',
    );
    assert.equal(
      closeContact({ ...unanswered, disconnectReason: undefined }, {}, true).disposition,
      'cancelled',
    );
  });

  it('stays what it was when the person had answered', () => {
    const attempt = closeContact({ ...conversation, disconnectReason: 'OTHER' }, {}, true);
    assert.equal(attempt.disposition, 'answered');
    assert.equal(attempt.reached, true);
  });
});

describe('the person was reached', () => {
  const flowOnly: Contact = { ...conversation, enqueuedAt: undefined, agentConnectedAt: undefined };
  const abandoned: Contact = { ...conversation, agentConnectedAt: undefined };

  it('by "agent": when an agent was there', () => {
    assert.equal(closeContact(conversation).reached, true);
    assert.equal(closeContact(abandoned).reached, false);
    assert.equal(closeContact(flowOnly).reached, false);
    assert.equal(closeContact(unanswered).reached, false);
  });

  it('by "connected": when the phone was answered, for as long as the policy requires', () => {
    const connected = (contact: Contact, minTalkSeconds?: number) =>
      closeContact(contact, { reachedWhen: 'connected', minTalkSeconds }).reached;
    assert.equal(connected(flowOnly), true);
    assert.equal(connected(abandoned), true);
    assert.equal(connected(unanswered), false);
    assert.equal(connected(flowOnly, 32), true);
    assert.equal(connected(flowOnly, 33), false);
    assert.equal(connected({ ...flowOnly, endedAt: undefined }, 1), false);
  });

  it('by "connected": not when a machine answered', () => {
    for (const answeringMachineDetectionStatus of ['VOICEMAIL_BEEP', 'FAX_MACHINE_DETECTED']) {
      const contact = { ...flowOnly, answeringMachineDetectionStatus };
      assert.equal(closeContact(contact, { reachedWhen: 'connected' }).reached, false);
    }
  });

  it('by an attribute: when the flow set it to exactly that', () => {
    const reached = (attributes: Record<string, string>) =>
      closeContact({ ...flowOnly, attributes }, { reachedWhen: { attribute: 'confirmed', equals: 'yes' } })
        .reached;
    assert.equal(reached({ confirmed: 'yes' }), true);
    assert.equal(reached({ confirmed: 'YES' }), false);
    assert.equal(reached({}), false);
  });
});
