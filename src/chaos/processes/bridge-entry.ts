import { SQSClient } from '@aws-sdk/client-sqs';
import { Client, Connection } from '@temporalio/client';
import { startContactEvents } from '../../events';
import { simulatedConnect } from '../../testing/simulated-connect';
import { bridgeConfigSchema } from './bridge-config';
import { enter, reportReady } from './entry';

/** Runs the package's event bridge in a process of its own. */
async function run(): Promise<void> {
  const { temporalAddress, simulatorUrl, sqsUrl, queueUrl, describesPerSecond } = enter(bridgeConfigSchema);
  const connection = await Connection.connect({
    address: temporalAddress,
    tls: false,
    channelArgs: { 'grpc.enable_http_proxy': 0, 'grpc.max_reconnect_backoff_ms': 500 },
  });
  startContactEvents({
    client: new Client({ connection }),
    connect: simulatedConnect({ url: simulatorUrl }),
    sqs: new SQSClient({
      endpoint: sqsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    }),
    queueUrl,
    describesPerSecond,
    // Errors here come from injected faults.
    log: () => undefined,
  });
  reportReady();
}

void run();
