import assert from 'node:assert/strict';
import { z } from 'zod';
import { simulatedInstance, startSimulator, type Simulator } from '../../src/simulator';
import { pythonTimeoutMs, pythonWithAws } from './python';
import { runPython } from './support';

const { instanceId, contactFlowId, queues } = simulatedInstance;
const credentials = {
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'any',
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_MAX_ATTEMPTS: '1',
};
const startedSchema = z.object({ ContactId: z.string().min(1) });
const describedSchema = z.object({
  Contact: z.looseObject({
    Id: z.string(),
    CustomerEndpoint: z.object({ Type: z.string(), Address: z.string() }),
    InitiationTimestamp: z.number(),
    DisconnectTimestamp: z.number().optional(),
    DisconnectReason: z.string().optional(),
  }),
});

describe('The AWS CLI, with the simulator as its endpoint', () => {
  let python = '';
  let simulator: Simulator;
  let now = Date.UTC(2026, 10, 21, 12);

  // First, so that there is one to close when there is no Python.
  before(async () => {
    simulator = await startSimulator({ clock: () => now });
  });
  before(async function () {
    this.timeout(pythonTimeoutMs);
    python = await pythonWithAws(this);
  });
  after(() => simulator.close());

  const connect = (endpoint: NodeJS.ProcessEnv, ...args: string[]) =>
    runPython(python, ['-m', 'awscli', 'connect', ...args, '--instance-id', instanceId, '--output', 'json'], {
      ...credentials,
      ...endpoint,
    });
  const dial = (number: string, endpoint: NodeJS.ProcessEnv, ...more: string[]) =>
    connect(
      endpoint,
      'start-outbound-voice-contact',
      ...['--contact-flow-id', contactFlowId, '--queue-id', queues[0].queueId],
      ...['--destination-phone-number', number, ...more],
    );

  it('dials, describes and stops', async () => {
    const endpoint = ['--endpoint-url', simulator.url];
    const printed = await dial('+12065550100', {}, ...endpoint);
    const { ContactId } = startedSchema.parse(JSON.parse(printed));
    assert.equal(simulator.dials().at(-1)?.contactId, ContactId);

    const describe = async () => {
      const said = await connect({}, 'describe-contact', '--contact-id', ContactId, ...endpoint);
      return describedSchema.parse(JSON.parse(said)).Contact;
    };
    const ringing = await describe();
    assert.equal(ringing.CustomerEndpoint.Address, '+12065550100');
    assert.equal(ringing.InitiationTimestamp * 1000, now);
    assert.equal(ringing.DisconnectTimestamp, undefined);

    now += 2_000;
    assert.equal(await connect({}, 'stop-contact', '--contact-id', ContactId, ...endpoint), '');
    assert.equal((await describe()).DisconnectReason, 'TELECOM_ORIGINATOR_CANCEL');
  });

  it('takes the endpoint from the environment, too', async () => {
    const before = simulator.dials().length;
    await dial('+12065550101', { AWS_ENDPOINT_URL_CONNECT: simulator.url });
    assert.equal(simulator.dials().length, before + 1);
  });

  it('names the exception that it was refused with', async () => {
    await assert.rejects(
      dial('+12065550107', { AWS_ENDPOINT_URL_CONNECT: simulator.url }),
      /An error occurred \(DestinationNotAllowedException\) when calling the StartOutboundVoiceContact operation/,
    );
  });
});
