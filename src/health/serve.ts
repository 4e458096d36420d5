import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export interface HttpServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serve over HTTP. @param what begins the message of an error, such as `Health`
 *
 * @throws Error with the remedy, when the port can't be opened
 */
export async function serve(
  what: string,
  { fetch }: Hono,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<HttpServer> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Error(whyNotServed(what, cause, host, port), { cause });
  });
  const taken = portOf(server);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    close: () => close(server),
  };
}

function whyNotServed(what: string, cause: unknown, host: string, port: number): string {
  const where = `${what} can't be served on ${host}, port ${port}`;
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
    case 'EADDRINUSE':
      return `${where}: another process listens there. Choose another port.`;
    case 'EACCES':
      return `${where}: this process may not take the port. Choose one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${where}: this machine has no such address. Use one of its own, such as 127.0.0.1 or 0.0.0.0.`;
    default:
      return `${where}: ${String(cause)}`;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP port');
  return address.port;
}

/** Closes connections that clients keep alive. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
