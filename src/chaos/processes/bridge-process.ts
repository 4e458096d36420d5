import { forkEntry } from './fork';
import type { BridgeConfig } from './bridge-config';
import { SupervisedProcess } from './supervised-process';
import { closeLinks, restoreLinks, openLinks, type Links, type LinksOptions } from './links';

export interface BridgeProcessOptions extends Omit<LinksOptions, 'tap'> {
  readonly config: Omit<BridgeConfig, 'temporalAddress' | 'simulatorUrl'>;
}

/** The supervised event bridge and its network. */
export class BridgeProcess {
  private constructor(
    private readonly place: SupervisedProcess,
    readonly links: Links,
  ) {}

  /** Resolves when the first bridge is ready. */
  static async start(options: BridgeProcessOptions): Promise<BridgeProcess> {
    const links = await openLinks(options);
    const place = await SupervisedProcess.start(() =>
      forkEntry(require.resolve('./bridge-entry'), {
        ...options.config,
        temporalAddress: `127.0.0.1:${links.temporal.port}`,
        simulatorUrl: `http://127.0.0.1:${links.simulator.port}`,
      } satisfies BridgeConfig),
    );
    return new BridgeProcess(place, links);
  }

  /** Output of bridges that ended without being killed. */
  get crashes(): readonly string[] {
    return this.place.crashes;
  }

  /** SIGKILL. @param restartDelayMs until the next one starts @returns false when none was running */
  async kill(restartDelayMs: number): Promise<boolean> {
    const forked = this.place.alive;
    if (!forked) return false;
    this.place.delayNextStart(restartDelayMs);
    forked.kill();
    await forked.exited;
    return true;
  }

  async heal(): Promise<void> {
    await restoreLinks(this.links);
  }

  async close(): Promise<void> {
    await this.place.close();
    closeLinks(this.links);
  }
}
