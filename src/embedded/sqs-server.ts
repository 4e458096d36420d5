import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { isExecutable, onPath } from './executable-file';
import { findExecutable, notFound, type FindOptions } from './find-executable';
import { spawnGuarded } from './guarded-process';
import { copyJars } from './maven';

const artifact = 'org.elasticmq:elasticmq-server_2.13:1.6.11';

/** Find ElasticMQ, an SQS-compatible server, in the cache, or get it with Maven. Resolves to the path of its start script. */
export async function findSqsServer(options: FindOptions = {}): Promise<string> {
  const { env = process.env } = options;
  const fileName = 'elasticmq';
  return findExecutable(
    {
      what: 'ElasticMQ',
      fileName,
      variable: 'OUTBOUND_ELASTICMQ',
      check: async (file) => {
        if (!(await isExecutable(file))) return notFound(`no executable ${file}`);
        if ((await onPath('java', env)) === undefined) return notFound('no java on PATH');
        return { found: true, path: file, version: artifact };
      },
      ways: [
        {
          how: `by Maven, ${artifact}`,
          entry: artifact.replaceAll(':', '-'),
          make: async (folder, report) => {
            await copyJars([artifact], folder, env, report);
            await writeFile(path.join(folder, fileName), script, { mode: 0o755 });
          },
        },
      ],
      advice: 'Install Java (https://adoptium.net) and Maven (https://maven.apache.org)',
    },
    options,
  );
}

/** ElasticMQ's default configuration listens on every interface and a fixed port. */
const script = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\
  -Drest-sqs.bind-hostname=127.0.0.1 -Drest-sqs.bind-port=0 \\
  -Dnode-address.host=127.0.0.1 -Dgenerate-node-address=true \\
  -Drest-stats.enabled=false \\
  -cp "$here/lib/*" org.elasticmq.server.Main
`;

export interface SqsServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly client: SQSClient;
  /** Create a queue. Resolves to its URL. */
  createQueue(attributes?: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Start ElasticMQ on loopback, on a free port and with no queues.
 *
 * @throws ExecutableNotFoundError when it is not in the cache and Java or Maven is missing
 */
export async function startSqsServer(options: FindOptions = {}): Promise<SqsServer> {
  const { env = process.env } = options;
  const server = await spawnGuarded(await findSqsServer(options), [], { env });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        output = (output + text).slice(-8_000);
        const [, address] = /visible server address (http:\S+)/.exec(output) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
    void server.exited.then(() => {
      reject(new Error(`ElasticMQ ended unexpectedly:\n${output}`));
    });
  });
  const client = new SQSClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
  return {
    url,
    client,
    createQueue: async (attributes) => {
      const { QueueUrl } = await client.send(
        new CreateQueueCommand({ QueueName: `q-${randomUUID()}`, Attributes: attributes }),
      );
      if (QueueUrl === undefined) throw new Error('CreateQueue: no QueueUrl in the response');
      return QueueUrl;
    },
    stop: async () => {
      client.destroy();
      server.kill('SIGKILL');
      await server.exited;
    },
  };
}
