import { defaultBehaviour, type Behaviour } from './behaviour';
import type { Change } from './change';
import { acceleratedClock, type Clock } from './clock';
import type { ContactSnapshot } from './contact';
import type { Dial } from './dial';
import type { EventOptions } from './events/options';
import { EventPump, type EventCounts } from './events/pump';
import { courierTo } from './events/targets';
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
   * TCP port on 127.0.0.1; 0 takes a free one.
   * @default 0
   */
  readonly port?: number;
  /**
   * How much faster than real time the simulated time runs. Not used with a `clock`.
   * @default 1
   */
  readonly speed?: number;
  /**
   * Tells the simulated time, in milliseconds since the epoch: give one whose time stands still or skips, such as a
   * time-skipping test server's. It must not run backwards.
   * @default real time, `speed` times as fast from the start on
   */
  readonly clock?: Clock;
  /**
   * What exists: the path of a YAML or JSON file, or its content. docs/simulator.md has the format.
   * @default `simulatedInstance`
   */
  readonly seed?: SeedInput | string;
  /**
   * How many requests each operation takes before it answers `TooManyRequestsException`, on the simulator's clock.
   * @default 'default': as documented, such as 2 a second and bursts of 5 for StartOutboundVoiceContact
   */
  readonly throttles?: ThrottleSettings;
  /**
   * Delivers contact events, as EventBridge would.
   * @default no events
   */
  readonly events?: EventOptions;
  /**
   * The path of a file that keeps what happens, so that a simulator which is started with it again goes on where the
   * last one ended, however that ended. Start it with the same seed.
   * @default nothing is kept
   */
  readonly journal?: string;
}

/** A running simulator. */
export interface Simulator {
  /** The endpoint for AWS clients, `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Every real ring of a phone, oldest first. */
  dials(): Dial[];
  /** Every contact as it stands now, oldest first. */
  contacts(): Promise<ContactSnapshot[]>;
  /** Sets how a number behaves from its next dial on. Throws `ZodError` on a number or script that makes no sense. */
  script(e164: string, script: Script): void;
  /** Lets the next requests of an operation go wrong. Throws `ZodError` on a fault that makes no sense. */
  fault(fault: Fault): void;
  /** Takes back all faults that still wait. */
  clearFaults(): void;
  /** What became of the requests of each operation that had any. */
  requests(): Partial<Record<OperationName, RequestCounts>>;
  /** Changes how many requests operations take. Throws `ZodError` on what makes no sense. */
  throttle(settings: ThrottleSettings): void;
  /** Delivers the contact events that are due by now, without waiting for the next look. */
  deliverEvents(): Promise<void>;
  /** What became of contact events so far; undefined when none are delivered. */
  events(): EventCounts | undefined;
  /** Back to the start: forgets all scripts, dials, contacts, tokens, faults and counts, and what changed the seed. */
  reset(): void;
  /** Stops listening and breaks open connections. Events that are delayed are lost. */
  close(): Promise<void>;
}

/**
 * Starts a local Amazon Connect which AWS clients can talk to with only their endpoint changed. It listens on loopback
 * only, rings no phone, and checks no credentials. Rejects when the port is taken.
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
  const pump = new EventPump(simulation, courierTo(options.target, simulation.seed.region), form, options);
  simulation.subscribe((change) => {
    notice(change, pump);
  });
  pump.start(options.everyMilliseconds ?? 100);
  return pump;
}

/** Lets the pump look at whatever a change concerns. */
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

/** Only what is a behaviour, and defaults for what is not given. */
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
