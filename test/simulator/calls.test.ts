import assert from 'node:assert/strict';
import { simulatedInstance } from '../../src/simulator';
import { usePhones } from './support';

describe('A simulated call', () => {
  const phones = usePhones();

  it('is initiated, rings, is answered, queues, talks to an agent and ends', async () => {
    const contactId = await phones().dial();
    const phaseAfter = async (seconds: number) => {
      phones().pass(seconds);
      const [contact] = await phones().simulator.contacts();
      return contact?.phase;
    };
    assert.equal(await phaseAfter(0), 'initiated');
    assert.equal(await phaseAfter(1), 'ringing');
    assert.equal(await phaseAfter(3), 'in-flow');
    assert.equal(await phaseAfter(1), 'queued');
    assert.equal(await phaseAfter(1), 'with-agent');
    assert.equal(await phaseAfter(20), 'ended');

    const contact = await phones().describe(contactId);
    assert.equal(phones().secondsSince(contact.InitiationTimestamp), 26);
    assert.equal(phones().secondsSince(contact.ConnectedToSystemTimestamp), 22);
    assert.equal(phones().secondsSince(contact.QueueInfo?.EnqueueTimestamp), 21);
    assert.equal(phones().secondsSince(contact.AgentInfo?.ConnectedToAgentTimestamp), 20);
    assert.equal(phones().secondsSince(contact.DisconnectTimestamp), 0);
    assert.deepEqual(contact.LastUpdateTimestamp, contact.DisconnectTimestamp);
    assert.equal(contact.DisconnectReason, 'CUSTOMER_DISCONNECT');
  });

  it('shows nothing of what has not happened yet', async () => {
    const contact = await phones().describe(await phones().dial());
    assert.deepEqual(contact.LastUpdateTimestamp, contact.InitiationTimestamp);
    assert.equal(contact.ConnectedToSystemTimestamp, undefined);
    assert.equal(contact.QueueInfo, undefined);
    assert.equal(contact.AgentInfo, undefined);
    assert.equal(contact.DisconnectTimestamp, undefined);
    assert.equal(contact.DisconnectReason, undefined);
  });

  it('records who was called, from which number and why', async () => {
    const contactId = await phones().dial({
      Attributes: { workflow: 'w-1' },
      Name: 'Reminder',
      QueueId: simulatedInstance.queues[1].queueId,
    });
    const contact = await phones().describe(contactId);
    assert.equal(contact.Id, contactId);
    assert.equal(contact.InitiationMethod, 'API');
    assert.equal(contact.Channel, 'VOICE');
    assert.equal(contact.Name, 'Reminder');
    assert.equal(contact.CustomerEndpoint?.Address, '+12065550100');
    assert.equal(contact.SystemEndpoint?.Address, '+12065550191');
    assert.deepEqual(contact.Attributes, { workflow: 'w-1' });
  });

  it('jumps to its end when its clock does', async () => {
    const contactId = await phones().dial();
    phones().pass(30 * 24 * 3600);
    const { InitiationTimestamp, DisconnectTimestamp } = await phones().describe(contactId);
    assert.equal(phones().secondsSince(InitiationTimestamp) - phones().secondsSince(DisconnectTimestamp), 26);
  });

  it('rings for RingTimeoutInSeconds when unanswered', async () => {
    const contactId = await phones().dial({
      DestinationPhoneNumber: '+12065550101',
      RingTimeoutInSeconds: 20,
    });
    phones().pass(19.999);
    assert.equal((await phones().describe(contactId)).DisconnectReason, undefined);
    phones().pass(0.001);
    assert.equal((await phones().describe(contactId)).DisconnectReason, 'TELECOM_TIMEOUT');
  });

  it('rings for 60 seconds when unanswered and without a ring timeout', async () => {
    const contactId = await phones().dial({ DestinationPhoneNumber: '+12065550101' });
    phones().pass(59.999);
    assert.equal((await phones().describe(contactId)).DisconnectReason, undefined);
    phones().pass(0.001);
    assert.equal((await phones().describe(contactId)).DisconnectReason, 'TELECOM_TIMEOUT');
  });

  it('is not answered when the answer would come after the ring timeout', async () => {
    phones().simulator.script('+12065550100', { dispositions: ['answered'], ringSeconds: 30 });
    const contactId = await phones().dial({ RingTimeoutInSeconds: 15 });
    phones().pass(60);
    const contact = await phones().describe(contactId);
    assert.equal(contact.ConnectedToSystemTimestamp, undefined);
    assert.equal(contact.DisconnectReason, 'TELECOM_TIMEOUT');
  });

  it('takes over the attributes of its related contact', async () => {
    const related = await phones().dial({ Attributes: { order: '7', step: 'first' } });
    const contactId = await phones().dial({ RelatedContactId: related, Attributes: { step: 'second' } });
    const contact = await phones().describe(contactId);
    assert.equal(contact.RelatedContactId, related);
    assert.deepEqual(contact.Attributes, { order: '7', step: 'second' });
  });

  it('has answering machine detection only for CAMPAIGN traffic that enables it', async () => {
    const voicemail = { DestinationPhoneNumber: '+12065550104' };
    const general = await phones().dial(voicemail);
    const campaign = await phones().dial({ ...voicemail, TrafficType: 'CAMPAIGN' });
    const detecting = await phones().dial({
      ...voicemail,
      TrafficType: 'CAMPAIGN',
      AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true },
    });
    phones().pass(60);
    const statusOf = async (id: string) => (await phones().describe(id)).AnsweringMachineDetectionStatus;
    assert.equal(await statusOf(general), undefined);
    assert.equal(await statusOf(campaign), undefined);
    assert.equal(await statusOf(detecting), 'VOICEMAIL_BEEP');
  });

  it('rings GENERAL traffic for 60 seconds where the ring timeout is for CAMPAIGN only', async () => {
    const unanswered = { DestinationPhoneNumber: '+12065550101', RingTimeoutInSeconds: 15 };
    await phones().close();
    await phones().open({ ringTimeout: 'campaign-only' });
    const general = await phones().dial(unanswered);
    const campaign = await phones().dial({ ...unanswered, TrafficType: 'CAMPAIGN' });
    phones().pass(30);
    assert.equal((await phones().describe(general)).DisconnectReason, undefined);
    assert.equal((await phones().describe(campaign)).DisconnectReason, 'TELECOM_TIMEOUT');
  });

  it('refuses a ring timeout of GENERAL traffic where it is for CAMPAIGN only and set to refuse it', async () => {
    await phones().close();
    await phones().open({ ringTimeout: 'invalid-request' });
    const short = { RingTimeoutInSeconds: 15 };
    await assert.rejects(phones().dial(short), { name: 'InvalidRequestException', message: /RingTimeout/ });
    assert.deepEqual(phones().simulator.dials(), []);
    await phones().dial({ ...short, TrafficType: 'CAMPAIGN' });
    await phones().dial();
    assert.equal(phones().simulator.dials().length, 2);
  });
});
