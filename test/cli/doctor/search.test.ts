import assert from 'node:assert/strict';
import { examineInstance } from '../../../src/cli/doctor/connect';
import { awsInspector } from '../../../src/connect/inspect-aws';
import {
  simulatedInstance,
  startSimulator,
  type FaultKind,
  type SimulatorOptions,
} from '../../../src/simulator';
import { simulatedConnect } from '../../../src/testing';
import { eventually } from '../../support/calls';

const { instanceId, contactFlowId, queues, region } = simulatedInstance;
const ours = { outboundCallAttemptId: 'run.1' };

describe('outbound doctor, of the search for contacts', () => {
  it('is content when a call of ours is found by the id of its attempt', async () => {
    const [finding, ...more] = await findings({ attributes: ours });
    assert.deepEqual(more, []);
    assert.equal(finding?.verdict, 'ok');
    assert.match(finding.says, /finds calls by outboundCallAttemptId/);
  });

  it('says so when there is no call of ours yet to see it by', async () => {
    const [finding] = await findings({ attributes: {} });
    assert.equal(finding?.verdict, 'warning');
    assert.match(finding.says, /none of the newest 1 is one$/);
  });

  for (const [what, simulator, says] of [
    [
      'is found by nothing',
      { searchableAttributes: 'none' },
      /has the attribute .* does not find the contact/,
    ],
    ['is refused', { searchableAttributes: 'invalid-request' }, /refuses to search by outboundCallAttemptId/],
  ] as const) {
    it(`says what to make searchable when a search by it ${what}`, async () => {
      const [finding] = await findings({ attributes: ours, simulator });
      assert.equal(finding?.verdict, 'wrong');
      assert.match(finding.says, says);
      assert.match(finding.fix ?? '', /Add the key outboundCallAttemptId/);
    });
  }

  it('names the permission that is missing', async () => {
    const denied: FaultKind = { kind: 'error', code: 'AccessDeniedException', status: 403, message: 'no' };
    const [finding] = await findings({ attributes: ours, fault: denied });
    assert.equal(finding?.verdict, 'wrong');
    assert.match(finding.says, /connect:SearchContacts is not permitted/);
  });

  it('sends no search when the settings do not set searchable', async () => {
    assert.deepEqual(await findings({ attributes: ours, isSearchable: false }), []);
  });
});

/** What is found of it once a call with these attributes has ended. */
async function findings({
  attributes,
  simulator: options = {},
  fault,
  isSearchable = true,
}: {
  attributes: Record<string, string>;
  simulator?: SimulatorOptions;
  fault?: FaultKind;
  isSearchable?: boolean;
}) {
  const simulator = await startSimulator({ ...options, speed: 100, throttles: 'off' });
  const connect = simulatedConnect(simulator);
  try {
    const dial = { instanceId, contactFlowId, queueId: queues[0].queueId, clientToken: 'token', attributes };
    await connect.startOutboundVoiceContact({ ...dial, destinationPhoneNumber: '+12065550102' });
    await eventually(async () => (await simulator.contacts())[0]?.past.ended);
    if (fault) simulator.fault({ operation: 'SearchContacts', ...fault });
    const { inspector } = awsInspector({
      endpoint: simulator.url,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const wanted = { instanceId, flows: [], queues: [], numbers: [], hours: [], isSearchable };
    const found = await examineInstance(inspector, wanted, () => simulator.url);
    return found.filter(({ what }) => what.startsWith('Search for contacts'));
  } finally {
    connect.destroy?.();
    await simulator.close();
  }
}
