import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { controlRoutes } from './control-routes';
import type { EventCounts } from './events/pump';
import { serviceRoutes } from './service-routes';
import type { Simulation } from './simulation';
import { statusRoutes } from './status-routes';

/** Loopback only: there is no authentication, and every client controls the simulator. */
const loopback = '127.0.0.1';

export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Serve the simulation on loopback. @throws Error when the port is taken */
export async function listen(
  simulation: Simulation,
  events: () => EventCounts | undefined,
  port: number,
): Promise<Listening> {
  const app = serviceRoutes(simulation)
    .route('/', statusRoutes(simulation, events))
    // Last, because it has a catch-all route.
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

/** Destroys open connections: a request with a `hang` fault must not keep the process alive. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
