import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

/** A start takes about a second, but many on a busy machine. */
const READY_TIMEOUT_MS = 60_000;
const RETRY_MS = 50;

type AwaitedServer = {
  readonly address: string;
  readonly namespace: string;
  /** Names of required search attributes. */
  readonly names: readonly string[];
  /** Whether the server has opened its ports. Before that, a server that was started at the same time may answer there. */
  readonly listens: () => boolean;
};

/** Wait until the server answers at its address and has the namespace with all search attributes. */
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
      throw new Error('another server answers at this address');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (performance.now() > deadline) {
        throw new Error(`not ready within ${READY_TIMEOUT_MS / 1000} s: ${reason}`, { cause: error });
      }
    }
    await delay(RETRY_MS, undefined, { signal });
  }
}

/** Tries TCP first, since gRPC backs off for a second after each refusal. */
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
    // No proxy for loopback.
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
