import { Option, type Command } from 'commander';
import type { Service } from './lifetime';
import {
  eventLoop,
  startHealthServer,
  type Health,
  type HealthServerOptions,
  type Monitored,
} from '../health';
import { wholeNumber } from './commands/simulator';

export interface HealthFlags {
  readonly healthPort?: number;
  readonly healthHost?: string;
}

/** @param section of the settings, such as `worker.health` */
export function withHealth(command: Command, section: string): Command {
  return command
    .addOption(
      new Option(
        '--health-port <port>',
        `serve /livez and /readyz there; 0 picks a free one (default: ${section}.port, else not served)`,
      ).argParser(wholeNumber),
    )
    .addOption(
      new Option(
        '--health-host <address>',
        `where to listen: 0.0.0.0 in a container (default: ${section}.host, 127.0.0.1)`,
      ),
    );
}

/** Health of a process: `starting` until {@link becomes} sets the checks of what has started. */
export class StartingHealth implements Monitored {
  private started: Monitored | undefined;
  private why = 'the process is starting';

  get health(): Health {
    return this.started?.health ?? { live: { 'event-loop': eventLoop }, ready: { process: () => this.why } };
  }

  waitsFor(why: string): void {
    this.why = why;
  }

  becomes(started: Monitored): void {
    this.started = started;
  }
}

/**
 * Serve health, if the flags or the settings have a port. Call it before starting anything else, so that nothing has to be
 * stopped when the port is taken.
 *
 * @throws Error when the port can't be opened
 */
export async function serveHealth(
  { healthPort, healthHost }: HealthFlags,
  settings: HealthServerOptions | undefined,
  monitored: Monitored,
): Promise<Service | undefined> {
  const port = healthPort ?? settings?.port;
  if (port === undefined) {
    if (healthHost === undefined) return undefined;
    throw new Error('--health-host needs a port. Add --health-port.');
  }
  const server = await startHealthServer(monitored, { port, host: healthHost ?? settings?.host });
  console.log(`Health: ${server.url}/livez and ${server.url}/readyz`);
  return { stop: () => server.close() };
}
