import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { controlRoutes } from './control-routes';
import type { EventCounts } from './events/pump';
import { serviceRoutes } from './service-routes';
import type { Simulation } from './simulation';
import { statusRoutes } from './status-routes';

/** A simulator must never be reached from another machine: whoever can reach it can make it say anything. */
const loopback = '127.0.0.1';

export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the simulation on loopback. Rejects when the port is taken. */
export async function listen(
  simulation: Simulation,
  events: () => EventCounts | undefined,
  port: number,
): Promise<Listening> {
  const app = serviceRoutes(simulation)
    .route('/', statusRoutes(simulation, events))
    // Last, as it answers whatever else is asked of it.
    .route('/_simulator', controlRoutes(simulation, events));
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.listen(port, loopback);
  await once(server, 'listening');
  const taken = portOf(server);
  return { port: taken, url: `http://${loopback}:${taken}`, close: () => close(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator has no TCP port');
  return address.port;
}

/** Open connections are destroyed: a request that hangs by order must not keep the process. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
