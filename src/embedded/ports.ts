import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Different free ports on loopback. */
export async function freePorts(count: number): Promise<number[]> {
  // Opened together, because the system may give a closed port again.
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  try {
    return servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
      return address.port;
    });
  } finally {
    await Promise.all(servers.map(close));
  }
}

/**
 * Different free ports for servers that restart on their port. They are outside the system's ephemeral range (Linux 32768 and
 * up, others 49152 and up), because an outgoing connection may take an ephemeral port while the server is down.
 */
export async function lastingPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(10_000, 32_768);
    if (await isPortFree(port)) ports.add(port);
  }
  return [...ports];
}

/** Whether a server on loopback could listen on this port now. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return true;
  } catch {
    return false;
  }
}

async function listen(port: number): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      resolve(server);
    });
  });
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
