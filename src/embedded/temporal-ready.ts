import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

/** Starting takes a second; on a machine that is busy with other things, many. */
const READY_TIMEOUT_MS = 60_000;
const RETRY_MS = 50;

export type AwaitedServer = {
  readonly address: string;
  readonly namespace: string;
  /** The search attributes that are to be there. */
  readonly names: readonly string[];
  /** Whether the server has its ports. Before that, another one that was started at the same moment may answer there. */
  readonly listens: () => boolean;
};

/** Until a frontend answers at the address, is this server's, and has the namespace with all these search attributes. */
export async function whenReady(
  { address, namespace, names, listens }: AwaitedServer,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    try {
      await accepts(address);
      await answers(address, namespace, names);
      if (listens()) return;
      throw new Error('another server answers at its address');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (performance.now() > deadline) {
        throw new Error(`not ready within ${READY_TIMEOUT_MS / 1000} s: ${reason}`, { cause: error });
      }
    }
    await delay(RETRY_MS, undefined, { signal });
  }
}

/** gRPC backs off for a second after each refusal; asking TCP first, we are there as soon as the server is. */
async function accepts(address: string): Promise<void> {
  const [host, port] = address.split(':');
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('error', reject).once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

async function answers(
  address: string,
  namespace: string,
  searchAttributes: readonly string[],
): Promise<void> {
  const connection = await Connection.connect({
    address,
    // A proxy that the environment names is not meant for loopback.
    channelArgs: { 'grpc.enable_http_proxy': 0 },
    connectTimeout: '2s',
  });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributes.filter((name) => !(name in customAttributes));
    if (missing.length > 0) throw new Error(`search attributes not registered: ${missing.join(', ')}`);
  } finally {
    await connection.close();
  }
}
