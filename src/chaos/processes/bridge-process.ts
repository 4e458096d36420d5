import { forkEntry } from './fork';
import type { BridgeConfig } from './bridge-config';
import { KeptProcess } from './kept-process';
import { closeLinks, healLinks, openLinks, type Links, type LinksOptions } from './links';

export interface BridgeProcessOptions extends Omit<LinksOptions, 'tap'> {
  readonly config: Omit<BridgeConfig, 'temporalAddress' | 'simulatorUrl'>;
}

/** The event bridge's place, and the network around it. */
export class BridgeProcess {
  private constructor(
    private readonly place: KeptProcess,
    readonly links: Links,
  ) {}

  /** Resolves when the first one receives. */
  static async start(options: BridgeProcessOptions): Promise<BridgeProcess> {
    const links = await openLinks(options);
    const place = await KeptProcess.start(() =>
      forkEntry(require.resolve('./bridge-entry'), {
        ...options.config,
        temporalAddress: `127.0.0.1:${links.temporal.port}`,
        simulatorUrl: `http://127.0.0.1:${links.simulator.port}`,
      } satisfies BridgeConfig),
    );
    return new BridgeProcess(place, links);
  }

  /** Why bridges ended that nobody had killed. */
  get crashes(): readonly string[] {
    return this.place.crashes;
  }

  /** SIGKILL. @param after how long the next one takes to come, milliseconds @returns false when there was nobody to kill */
  async kill(after: number): Promise<boolean> {
    const forked = this.place.alive;
    if (!forked) return false;
    this.place.pauseOnce(after);
    forked.kill();
    await forked.exited;
    return true;
  }

  async heal(): Promise<void> {
    await healLinks(this.links);
  }

  async close(): Promise<void> {
    await this.place.close();
    closeLinks(this.links);
  }
}
