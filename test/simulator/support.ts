import assert from 'node:assert/strict';
import {
  ConnectClient,
  DescribeContactCommand,
  StartOutboundVoiceContactCommand,
  StopContactCommand,
  type Contact,
  type StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import {
  simulatedInstance,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator';

const [queue] = simulatedInstance.queues;

/** The least that a valid request holds. */
export const validRequest = {
  InstanceId: simulatedInstance.instanceId,
  ContactFlowId: simulatedInstance.contactFlowId,
  QueueId: queue.queueId,
  DestinationPhoneNumber: '+12065550100',
};

/** A simulator with a manual clock, and the real AWS client. */
export class Phones {
  /** Milliseconds since the epoch. */
  now = Date.UTC(2026, 10, 21, 12);
  private running: Simulator | undefined;
  private connected: ConnectClient | undefined;

  async open(options: SimulatorOptions = {}): Promise<void> {
    this.running = await startSimulator({
      clock: () => Promise.resolve(this.now),
      // With a stopped clock no bucket refills.
      throttles: 'off',
      ...options,
    });
    this.connected = new ConnectClient({
      endpoint: this.running.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  }

  async close(): Promise<void> {
    this.connected?.destroy();
    await this.running?.close();
  }

  get simulator(): Simulator {
    assert(this.running, 'open() first');
    return this.running;
  }

  get client(): ConnectClient {
    assert(this.connected, 'open() first');
    return this.connected;
  }

  pass(seconds: number): void {
    this.now += seconds * 1000;
  }

  async dial(members: Partial<StartOutboundVoiceContactCommandInput> = {}): Promise<string> {
    const { ContactId } = await this.client.send(
      new StartOutboundVoiceContactCommand({ ...validRequest, ...members }),
    );
    assert(ContactId);
    return ContactId;
  }

  async describe(contactId: string): Promise<Contact> {
    const { Contact } = await this.client.send(
      new DescribeContactCommand({ InstanceId: simulatedInstance.instanceId, ContactId: contactId }),
    );
    assert(Contact);
    return Contact;
  }

  async stop(contactId: string): Promise<void> {
    await this.client.send(
      new StopContactCommand({ InstanceId: simulatedInstance.instanceId, ContactId: contactId }),
    );
  }

  /** Seconds from now back to the instant. */
  secondsSince(instant: Date | undefined): number {
    assert(instant);
    return (this.now - instant.getTime()) / 1000;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.simulator.url + path, init);
  }

  /** Sends a StartOutboundVoiceContact which no AWS client would send. */
  put(body: unknown): Promise<Response> {
    return this.fetch('/contact/outbound-voice', {
      method: 'PUT',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }
}

/** Gives every test of the suite its own simulator. */
export function usePhones(options?: SimulatorOptions): () => Phones {
  let phones = new Phones();
  beforeEach(async () => {
    phones = new Phones();
    await phones.open(options);
  });
  afterEach(() => phones.close());
  return () => phones;
}
