import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { examine, type Health } from './health';

export interface HealthServerOptions {
  /** TCP port; 0 picks a free one. */
  readonly port: number;
  /**
   * Address to listen on. In a container use `'0.0.0.0'` or `'::'`, since probes come from outside. There is no
   * authentication. @default '127.0.0.1'
   */
  readonly host?: string | undefined;
}

export interface HealthServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A process part with health checks, such as a worker. `health` is read at each request. */
export interface Monitored {
  readonly health: Health;
}

/**
 * Serve `/livez` and `/readyz`: 200 or 503, with a {@link HealthReport} as JSON. Everything else is 404.
 *
 * @throws Error with the remedy, when the port can't be opened
 */
export async function startHealthServer(
  monitored: Monitored,
  { port, host = '127.0.0.1' }: HealthServerOptions,
): Promise<HealthServer> {
  const listener = getRequestListener(routes(monitored).fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Error(whyNotServed(cause, host, port), { cause });
  });
  const taken = portOf(server);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    close: () => close(server),
  };
}

function routes(monitored: Monitored): Hono {
  const app = new Hono();
  for (const [path, kind] of [
    ['/livez', 'live'],
    ['/readyz', 'ready'],
  ] as const) {
    app.get(path, async (context) => {
      const { [kind]: checks, details } = monitored.health;
      const report = {
        ...(await examine(checks)),
        ...(kind === 'ready' && details ? { details } : {}),
      };
      return context.json(report, report.status === 'ok' ? 200 : 503, { 'cache-control': 'no-store' });
    });
  }
  return app;
}

function whyNotServed(cause: unknown, host: string, port: number): string {
  const where = `Health can't be served on ${host}, port ${port}`;
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
  if (address === null || typeof address === 'string') throw new Error('The health server has no TCP port');
  return address.port;
}

/** Closes connections that probes keep alive. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
