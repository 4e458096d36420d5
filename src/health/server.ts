import { Hono } from 'hono';
import { examine, type Health } from './health';
import { serve, type HttpServer } from './serve';

export interface HealthServerOptions {
  /** TCP port; 0 picks a free one. */
  readonly port: number;
  /**
   * Address to listen on. In a container use `'0.0.0.0'` or `'::'`, since probes come from outside. There is no
   * authentication. @default '127.0.0.1'
   */
  readonly host?: string | undefined;
}

export type HealthServer = HttpServer;

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
  return serve('Health', routes(monitored), { port, host });
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
