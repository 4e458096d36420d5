import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ContactSnapshot, Dial, EventCounts, Fault, Script } from '../../simulator';
import { forkEntry, type Forked } from './fork';
import type { SimulatorConfig } from './simulator-config';

/** The simulator in a process of its own. A restart keeps its port and its journal. */
export class SimulatorProcess {
  private constructor(
    private readonly config: SimulatorConfig,
    private forked: Forked,
    /** Counts of contact events before the last restart. */
    private before: EventTally = { happened: 0, dropped: 0, delivered: 0, failed: 0 },
  ) {}

  static async start(config: SimulatorConfig): Promise<SimulatorProcess> {
    return new SimulatorProcess(config, await forkSimulator(config));
  }

  get port(): number {
    return this.config.port;
  }

  async kill(): Promise<void> {
    this.before = (await this.events()) ?? this.before;
    this.forked.kill();
    await this.forked.exited;
  }

  async startAgain(): Promise<void> {
    this.forked = await forkSimulator(this.config);
  }

  async script(e164: string, script: Script): Promise<void> {
    await this.request('PUT', `destinations/${e164}`, script);
  }

  async fault(fault: Fault): Promise<void> {
    await this.request('POST', 'faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.request('DELETE', 'faults');
  }

  async dials(): Promise<Dial[]> {
    return dialsSchema.parse(await this.request('GET', 'dials')).dials;
  }

  async contacts(): Promise<ContactSnapshot[]> {
    return contactsSchema.parse(await this.request('GET', 'contacts')).contacts;
  }

  /** Counts of contact events over all restarts; undefined without events. */
  async events(): Promise<EventTally | undefined> {
    if (!this.config.events) return undefined;
    const { events } = eventsSchema.parse(await this.request('GET', 'events'));
    return {
      happened: this.before.happened + events.happened,
      dropped: this.before.dropped + events.dropped,
      delivered: this.before.delivered + events.delivered,
      failed: this.before.failed + events.failed,
    };
  }

  /** Retries while the simulator restarts. */
  private async request(method: string, path: string, body?: object): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await fetch(`http://127.0.0.1:${this.port}/_simulator/${path}`, {
          method,
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const text = await answer.text();
        if (!answer.ok) throw new RangeError(`The simulator refused ${method} ${path}: ${text}`);
        return text === '' ? undefined : JSON.parse(text);
      } catch (error) {
        if (error instanceof RangeError || tries === 100) throw error;
        await delay(100);
      }
    }
  }
}

export type EventTally = Pick<EventCounts, 'happened' | 'dropped' | 'delivered' | 'failed'>;

const eventsSchema = z.object({ events: z.custom<EventTally>() });
const dialsSchema = z.object({ dials: z.array(z.custom<Dial>()) });
const contactsSchema = z.object({ contacts: z.array(z.custom<ContactSnapshot>()) });

async function forkSimulator(config: SimulatorConfig): Promise<Forked> {
  const forked = forkEntry(require.resolve('./simulator-entry'), config);
  await forked.ready;
  return forked;
}
