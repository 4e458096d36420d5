import { defaultBehaviour, type Behaviour } from './behaviour';
import type { Change } from './change';
import { acceleratedClock, type Clock } from './clock';
import type { ContactSnapshot } from './contact';
import type { Dial } from './dial';
import type { EventOptions } from './events/options';
import { EventPump, type EventCounts } from './events/pump';
import { sinkFor } from './events/targets';
import type { Fault } from './fault-schema';
import { Journal } from './journal';
import type { OperationName } from './operations';
import type { RequestCounts } from './request-counts';
import type { Script } from './script';
import { seedFrom } from './seed/load-seed';
import type { SeedInput } from './seed/seed';
import { listen } from './server';
import { Simulation } from './simulation';
import type { ThrottleSettings } from './throttles';

/** How to start a simulator. */
export interface SimulatorOptions extends Partial<Behaviour> {
  /**
   * TCP port on 127.0.0.1; 0 picks a free one.
   * @default 0
   */
  readonly port?: number;
  /**
   * Speed of simulated time; 1 is real time. Ignored with a `clock`.
   * @default 1
   */
  readonly speed?: number;
  /**
   * The simulated time, milliseconds since the epoch. It may stand still or skip, such as a time-skipping test server's,
   * but must not run backwards.
   * @default `speed` times real time from the start on
   */
  readonly clock?: Clock;
  /**
   * The instances: the path of a YAML or JSON file, or its content. docs/simulator.md has the format.
   * @default `simulatedInstance`
   */
  readonly seed?: SeedInput | string;
  /**
   * Request quotas per operation, on the simulator's clock. Requests above them get `TooManyRequestsException`.
   * @default 'default': as documented, such as 2 per second and bursts of 5 for StartOutboundVoiceContact
   */
  readonly throttles?: ThrottleSettings;
  /**
   * Deliver contact events as EventBridge does.
   * @default no events
   */
  readonly events?: EventOptions;
  /**
   * Path of a file that keeps the state across restarts, also after a crash. Restart with the same seed.
   * @default the state is lost at the end
   */
  readonly journal?: string;
}

/** A running simulator. */
export interface Simulator {
  /** The endpoint for AWS clients, `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Every ring of a phone, oldest first. */
  dials(): Dial[];
  /** Every contact at the current time, oldest first. */
  contacts(): Promise<ContactSnapshot[]>;
  /** Set a number's script, from its next dial on. @throws ZodError when the number or the script is invalid */
  script(e164: string, script: Script): void;
  /** Add a fault for the next requests of an operation. @throws ZodError when the fault is invalid */
  fault(fault: Fault): void;
  /** Remove all pending faults. */
  clearFaults(): void;
  /** Requests by operation and result. */
  requests(): Partial<Record<OperationName, RequestCounts>>;
  /** Change the request quotas. @throws ZodError when the settings are invalid */
  throttle(settings: ThrottleSettings): void;
  /** Deliver the contact events that are due now, without waiting for the next poll. */
  deliverEvents(): Promise<void>;
  /** Counts of contact events; undefined without `events`. */
  events(): EventCounts | undefined;
  /** Restore the seed and remove all scripts, dials, contacts, tokens, faults and counts. */
  reset(): void;
  /** Stop listening and break open connections. Delayed events are lost. */
  close(): Promise<void>;
}

/**
 * Start a local Amazon Connect for AWS clients: only their endpoint changes. It listens on loopback only, rings no real
 * phone, and checks no credentials.
 *
 * @throws Error when the port is taken, or the seed or the journal is invalid
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const seed = seedFrom(options.seed);
  const journal = options.journal === undefined ? undefined : Journal.open(options.journal);
  const simulation = new Simulation({
    clock: clockOf(options, journal),
    seed,
    behaviour: behaviourOf(options),
    throttles: options.throttles ?? 'default',
    record: (change) => journal?.append(change),
  });
  for (const change of journal?.changes ?? []) simulation.apply(change);
  const pump = options.events && pumpOf(options.events, simulation);
  const stop = async () => {
    await pump?.stop();
    journal?.close();
  };
  const listening = await listen(simulation, () => pump?.status(), options.port ?? 0).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  return {
    ...listening,
    dials: () => simulation.exchange.dials(),
    contacts: () => simulation.contacts(),
    script: (e164, script) => {
      simulation.exchange.script(e164, script);
    },
    fault: (fault) => {
      simulation.faults.add(fault);
    },
    clearFaults: () => {
      simulation.faults.clear();
    },
    requests: () => simulation.requests.counts(),
    throttle: (settings) => {
      simulation.throttles.set(settings);
    },
    deliverEvents: async () => pump?.pump(),
    events: () => pump?.status(),
    reset: () => {
      simulation.reset();
    },
    close: async () => {
      await listening.close();
      await stop();
    },
  };
}

function clockOf({ clock, speed = 1 }: SimulatorOptions, journal: Journal | undefined): Clock {
  if (clock) return clock;
  const real = Date.now();
  return acceleratedClock(journal?.startClock(speed, real) ?? { real, simulated: real, speed });
}

function pumpOf(options: EventOptions, simulation: Simulation): EventPump {
  const form = {
    quirks: options.quirks ?? [],
    disconnectReason: options.disconnectReason ?? ('campaign-only' as const),
  };
  const pump = new EventPump(simulation, sinkFor(options.target, simulation.seed.region), form, options);
  simulation.subscribe((change) => {
    notice(change, pump);
  });
  pump.start(options.pollIntervalMs ?? 100);
  return pump;
}

/** Let the pump watch the contact that a change concerns. */
function notice(change: Change, pump: EventPump): void {
  switch (change.type) {
    case 'contact-started':
      pump.watch(change.contact.contactId);
      return;
    case 'contact-stopped':
    case 'attributes-updated':
      pump.watch(change.contactId);
      return;
    case 'reset':
      pump.forgetAll();
      return;
    default:
  }
}

/** The behaviour among the options, with defaults. */
function behaviourOf(options: Partial<Behaviour>): Behaviour {
  return {
    tokenAfterDisconnect: options.tokenAfterDisconnect ?? defaultBehaviour.tokenAfterDisconnect,
    tokenWithOtherBody: options.tokenWithOtherBody ?? defaultBehaviour.tokenWithOtherBody,
    stopAfterEnd: options.stopAfterEnd ?? defaultBehaviour.stopAfterEnd,
    ringTimeout: options.ringTimeout ?? defaultBehaviour.ringTimeout,
    overLimit: options.overLimit ?? defaultBehaviour.overLimit,
    disabledQueue: options.disabledQueue ?? defaultBehaviour.disabledQueue,
    unusableFlow: options.unusableFlow ?? defaultBehaviour.unusableFlow,
    searchContacts: options.searchContacts ?? defaultBehaviour.searchContacts,
    searchableAttributes: options.searchableAttributes ?? defaultBehaviour.searchableAttributes,
  };
}
