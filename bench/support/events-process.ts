import { Client, Connection } from '@temporalio/client';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startContactEvents } from '../../src/events';
import { simulatedInstance } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { startSqsServer, type SqsServer } from '../../src/embedded';
import type { Bench } from './benchmark';
import { answerWith, startChild } from './child';

/** The benchmark's own SQS-compatible server. */
export async function startQueues({ lifetime }: Bench): Promise<SqsServer> {
  return lifetime.add('ElasticMQ', await startSqsServer());
}

interface EventsSpec {
  readonly address: string;
  readonly simulatorUrl: string;
  readonly queueUrl: string;
}

/** The event bridge in a process of its own. */
export async function startEventsProcess({ lifetime }: Bench, spec: EventsSpec): Promise<void> {
  await startChild<typeof functions>(lifetime, 'contact events', __filename).start(spec);
}

const functions = {
  start: async ({ address, simulatorUrl, queueUrl }: EventsSpec): Promise<void> => {
    startContactEvents({
      client: new Client({ connection: await Connection.connect({ address }) }),
      connect: simulatedConnect({ url: simulatorUrl }),
      queueUrl,
      sqs: new SQSClient({
        endpoint: new URL(queueUrl).origin,
        region: simulatedInstance.region,
        credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
      }),
    });
  },
};

if (process.send && require.main === module) answerWith(functions);
