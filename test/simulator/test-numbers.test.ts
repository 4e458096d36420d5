import assert from 'node:assert/strict';
import { usePhones } from './support';

interface End {
  readonly reason: string;
  readonly answered: boolean;
  readonly queued: boolean;
  readonly agent: boolean;
  /** What answering machine detection says, where it is on. */
  readonly detected: string;
}

const unanswered = { answered: false, queued: false, agent: false };

const ends: Readonly<Record<string, End>> = {
  '+12065550100': {
    reason: 'CUSTOMER_DISCONNECT',
    answered: true,
    queued: true,
    agent: true,
    detected: 'HUMAN_ANSWERED',
  },
  '+12065550101': { ...unanswered, reason: 'TELECOM_TIMEOUT', detected: 'AMD_UNANSWERED' },
  '+12065550102': { ...unanswered, reason: 'TELECOM_BUSY', detected: 'SIT_TONE_BUSY' },
  '+12065550103': {
    ...unanswered,
    reason: 'TELECOM_NUMBER_INVALID',
    detected: 'SIT_TONE_INVALID_NUMBER',
  },
  '+12065550104': {
    reason: 'CONTACT_FLOW_DISCONNECT',
    answered: true,
    queued: false,
    agent: false,
    detected: 'VOICEMAIL_BEEP',
  },
  '+12065550105': {
    ...unanswered,
    reason: 'TELECOM_POTENTIAL_BLOCKING',
    detected: 'AMD_NOT_APPLICABLE',
  },
  '+12065550106': {
    reason: 'CUSTOMER_DISCONNECT',
    answered: true,
    queued: true,
    agent: false,
    detected: 'HUMAN_ANSWERED',
  },
  '+442079460000': {
    reason: 'CUSTOMER_DISCONNECT',
    answered: true,
    queued: true,
    agent: true,
    detected: 'HUMAN_ANSWERED',
  },
};

describe('The test numbers', () => {
  const phones = usePhones();

  for (const [number, end] of Object.entries(ends)) {
    it(`end ${number} with ${end.reason}`, async () => {
      const contactId = await phones().dial({
        DestinationPhoneNumber: number,
        TrafficType: 'CAMPAIGN',
        AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true },
      });
      phones().pass(120);
      const contact = await phones().describe(contactId);
      assert.deepEqual(
        {
          reason: contact.DisconnectReason,
          answered: contact.ConnectedToSystemTimestamp !== undefined,
          queued: contact.QueueInfo !== undefined,
          agent: contact.AgentInfo?.ConnectedToAgentTimestamp !== undefined,
          detected: contact.AnsweringMachineDetectionStatus,
        },
        end,
      );
    });
  }

  for (const [number, name] of [
    ['+12065550107', 'DestinationNotAllowedException'],
    ['+12065550108', 'OutboundContactNotPermittedException'],
    ['+12065550109', 'InternalServiceException'],
  ] as const) {
    it(`refuse ${number} with ${name}, without ringing it`, async () => {
      await assert.rejects(phones().dial({ DestinationPhoneNumber: number }), { name });
      assert.deepEqual(phones().simulator.dials(), []);
    });
  }

  it('lead +12065550120 from no answer over busy to an answer, which repeats', async () => {
    const reasons: (string | undefined)[] = [];
    for (let dial = 1; dial <= 4; dial++) {
      const contactId = await phones().dial({ DestinationPhoneNumber: '+12065550120' });
      phones().pass(120);
      reasons.push((await phones().describe(contactId)).DisconnectReason);
    }
    assert.deepEqual(reasons, [
      'TELECOM_TIMEOUT',
      'TELECOM_BUSY',
      'CUSTOMER_DISCONNECT',
      'CUSTOMER_DISCONNECT',
    ]);
  });
});
