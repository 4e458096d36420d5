import assert from 'node:assert/strict';
import type { ConnectClientConfig } from '@aws-sdk/client-connect';
import {
  awsConnect,
  ConnectError,
  type Connect,
  type StartOutboundVoiceContactRequest,
} from '../../src/connect';
import { startRequest } from '../../src/connect/start-request';
import type { AttemptPlan, CallIdentity } from '../../src/domain/call/attempt';
import {
  simulatedInstance,
  startSimulator,
  type FaultKind,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator';

const { instanceId, contactFlowId, queues } = simulatedInstance;

export const call: CallIdentity = {
  workflowId: 'reminder-A-1001',
  firstExecutionRunId: '0199c0de-0000-7000-8000-000000000001',
};

export function plan(members: Partial<AttemptPlan> = {}): AttemptPlan {
  return {
    number: 1,
    step: 'own-team',
    instanceId,
    contactFlowId,
    queueId: queues[0].queueId,
    destinationPhoneNumber: '+12065550100',
    ...members,
  };
}

/** A simulator whose time moves only when told to, and the real AWS SDK talking to it. */
export class Line {
  /** Milliseconds since the epoch. */
  now = Date.UTC(2026, 10, 23, 17);
  private opened: { simulator: Simulator; connect: Connect } | undefined;

  async open(options: SimulatorOptions): Promise<void> {
    const simulator = await startSimulator({ clock: () => this.now, ...options });
    this.opened = { simulator, connect: connectTo(simulator.url) };
  }

  async close(): Promise<void> {
    this.opened?.connect.destroy?.();
    await this.opened?.simulator.close();
  }

  get simulator(): Simulator {
    assert(this.opened, 'open() first');
    return this.opened.simulator;
  }

  get connect(): Connect {
    assert(this.opened, 'open() first');
    return this.opened.connect;
  }

  pass(seconds: number): void {
    this.now += seconds * 1000;
  }

  /** An instant so many seconds from now, ISO 8601. */
  at(seconds = 0): string {
    return new Date(this.now + seconds * 1000).toISOString();
  }

  /** Let the next dials go wrong. */
  failDials(fault: FaultKind, count = 1): void {
    this.simulator.fault({ operation: 'StartOutboundVoiceContact', count, ...fault });
  }

  async dial(members: Partial<StartOutboundVoiceContactRequest> = {}): Promise<string> {
    const { contactId } = await this.connect.startOutboundVoiceContact({
      ...startRequest(call, plan()),
      ...members,
    });
    return contactId;
  }
}

/** Gives every test of the suite its own line. */
export function useLine(options: SimulatorOptions = {}): () => Line {
  let line = new Line();
  beforeEach(async () => {
    line = new Line();
    await line.open(options);
  });
  afterEach(() => line.close());
  return () => line;
}

/** The real AWS SDK; a lost answer is noticed after 200 ms. */
/** Milliseconds. Short for a server that never answers, and long enough for a slow machine on which it does. */
export const requestTimeout = 1_000;

export function connectTo(url: string, config: ConnectClientConfig = {}): Connect {
  return awsConnect({
    endpoint: url,
    region: simulatedInstance.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { requestTimeout },
    ...config,
  });
}

export async function connectErrorOf(work: Promise<unknown>): Promise<ConnectError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ConnectError, `not a ConnectError: ${String(error)}`);
    return error;
  }
  return assert.fail('It did not fail');
}
