import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classifyContact } from '../../src/connect';
import type { Contact } from '../../src/domain/call/contact';
import { dispositions, type Disposition } from '../../src/domain/call/disposition';

const neverAnswered: Contact = {
  contactId: 'c-1',
  initiatedAt: '2026-11-23T17:00:00.000Z',
  endedAt: '2026-11-23T17:01:00.000Z',
  attributes: {},
};
const answered: Contact = { ...neverAnswered, connectedAt: '2026-11-23T17:00:05.000Z' };
const queued: Contact = { ...answered, enqueuedAt: '2026-11-23T17:00:06.000Z' };
const withAgent: Contact = { ...queued, agentConnectedAt: '2026-11-23T17:00:10.000Z' };

/** Values of the Administrator Guide's data model, and what each says of a phone that was never answered. */
const disconnectReasons: [reason: string | undefined, disposition: Disposition][] = [
  ['TELECOM_BUSY', 'busy'],
  ['TELECOM_NUMBER_INVALID', 'invalid-number'],
  ['TELECOM_POTENTIAL_BLOCKING', 'blocked'],
  ['TELECOM_UNANSWERED', 'no-answer'],
  ['TELECOM_TIMEOUT', 'no-answer'],
  ['TELECOM_ORIGINATOR_CANCEL', 'no-answer'],
  ['TELECOM_PROBLEM', 'telecom-problem'],
  ['OUTBOUND_DESTINATION_ENDPOINT_ERROR', 'not-allowed'],
  ['OUTBOUND_RESOURCE_ERROR', 'not-allowed'],
  ['OUTBOUND_ATTEMPT_FAILED', 'telecom-problem'],
  ['EXPIRED', 'telecom-problem'],
  // These belong to answered calls; without an answer they tell nothing.
  ['CUSTOMER_DISCONNECT', 'unknown'],
  ['AGENT_DISCONNECT', 'unknown'],
  ['THIRD_PARTY_DISCONNECT', 'unknown'],
  ['CONTACT_FLOW_DISCONNECT', 'unknown'],
  ['BARGED', 'unknown'],
  ['OTHER', 'unknown'],
  ['CUSTOMER_NEVER_ARRIVED', 'unknown'],
  ['OUTBUND_PREVIEW_DISCARDED', 'unknown'],
  ['OUTBOUND_PREVIEW_DISCARDED', 'unknown'],
  ['SOMETHING_NEW', 'unknown'],
  ['constructor', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
];

describe('the disposition of a contact', () => {
  for (const [disconnectReason, disposition] of disconnectReasons) {
    it(`is ${disposition} when a phone was never answered, for ${disconnectReason ?? 'no reason'}`, () => {
      assert.equal(classifyContact({ ...neverAnswered, disconnectReason }), disposition);
    });
  }

  it('follows what was reached once the phone was answered, whatever the reason of its end', () => {
    for (const [disconnectReason] of disconnectReasons) {
      assert.equal(classifyContact({ ...answered, disconnectReason }), 'answered');
      assert.equal(classifyContact({ ...queued, disconnectReason }), 'abandoned');
      assert.equal(classifyContact({ ...withAgent, disconnectReason }), 'answered');
    }
  });

  /** What detection says of a phone that was answered, and of a person who waits in the queue. */
  const detections: [status: string, ofAnswered: Disposition, ofQueued: Disposition][] = [
    ['HUMAN_ANSWERED', 'answered', 'abandoned'],
    ['VOICEMAIL_BEEP', 'voicemail', 'voicemail'],
    ['VOICEMAIL_NO_BEEP', 'voicemail', 'voicemail'],
    ['AMD_UNANSWERED', 'no-answer', 'no-answer'],
    ['AMD_UNRESOLVED', 'answered', 'abandoned'],
    ['AMD_UNRESOLVED_SILENCE', 'answered', 'abandoned'],
    ['AMD_NOT_APPLICABLE', 'answered', 'abandoned'],
    ['SIT_TONE_BUSY', 'busy', 'busy'],
    ['SIT_TONE_INVALID_NUMBER', 'invalid-number', 'invalid-number'],
    ['SIT_TONE_DETECTED', 'telecom-problem', 'telecom-problem'],
    ['FAX_MACHINE_DETECTED', 'fax', 'fax'],
    ['AMD_ERROR', 'answered', 'abandoned'],
    ['ANSWERED', 'answered', 'abandoned'],
    ['UNDETECTED', 'answered', 'abandoned'],
    ['ERROR', 'answered', 'abandoned'],
    ['SOMETHING_NEW', 'answered', 'abandoned'],
    ['__proto__', 'answered', 'abandoned'],
  ];
  for (const [answeringMachineDetectionStatus, ofAnswered, ofQueued] of detections) {
    it(`heeds answering machine detection: ${answeringMachineDetectionStatus}`, () => {
      const detected = (contact: Contact) => classifyContact({ ...contact, answeringMachineDetectionStatus });
      assert.equal(detected(answered), ofAnswered);
      assert.equal(detected(queued), ofQueued);
      // Who talked to an agent was no machine, whatever was detected.
      assert.equal(detected(withAgent), 'answered');
    });
  }

  it('is busy, not unknown, when the phone was engaged and detection had nothing to listen to', () => {
    assert.equal(
      classifyContact({
        ...neverAnswered,
        disconnectReason: 'TELECOM_BUSY',
        answeringMachineDetectionStatus: 'AMD_NOT_APPLICABLE',
      }),
      'busy',
    );
  });

  it('is always one of the known ones, whatever Amazon Connect says', () => {
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const contacts = fc.record({
      contactId: fc.string(),
      connectedAt: maybe(fc.string()),
      enqueuedAt: maybe(fc.string()),
      agentConnectedAt: maybe(fc.string()),
      endedAt: maybe(fc.string()),
      disconnectReason: maybe(fc.string()),
      answeringMachineDetectionStatus: maybe(fc.string()),
      attributes: fc.constant({}),
    });
    fc.assert(fc.property(contacts, (contact) => dispositions.includes(classifyContact(contact))));
  });
});
