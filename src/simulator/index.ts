import { defaultBehaviour, type Behaviour } from './behaviour';
import { acceleratedClock, type Clock } from './clock';
import type { ContactSnapshot } from './contact';
import type { Dial } from './dial';
import type { Fault } from './faultSchema';
import type { OperationName } from './operations';
import type { RequestCounts } from './requestCounts';
import type { Script } from './script';
import { seedFrom } from './seed/loadSeed';
import type { SeedInput } from './seed/seed';
import { listen } from './server';
import { Simulation } from './simulation';
import type { ThrottleSettings } from './throttles';

export type { Behaviour } from './behaviour';
export type { Clock } from './clock';
export type { ContactSnapshot, OutboundCall, Task } from './contact';
export type { Dial } from './dial';
export type { Hits, PendingFault } from './faults';
export type { Fault, FaultKind } from './faultSchema';
export { simulatedInstance } from './instance';
export type { OperationName } from './operations';
export type { RequestCounts } from './requestCounts';
export { dispositions, type Disposition, type Script } from './script';
export type { SeedInput } from './seed/seed';
export { testNumbers } from './testNumbers';
export type { RateLimit, ThrottleSettings } from './throttles';
export type { Phase, Timeline } from './timeline';

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
  /** Back to the start: forgets all scripts, dials, contacts, tokens, faults and counts, and what changed the seed. */
  reset(): void;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

/**
 * Starts a local Amazon Connect which AWS clients can talk to with only their endpoint changed. It listens on loopback
 * only, rings no phone, and checks no credentials. Rejects when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, speed = 1, clock = acceleratedClock(speed) } = options;
  const simulation = new Simulation({
    clock,
    seed: seedFrom(options.seed),
    behaviour: behaviourOf(options),
    throttles: options.throttles ?? 'default',
    record: () => undefined,
  });
  const listening = await listen(simulation, port);
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
    reset: () => {
      simulation.reset();
    },
  };
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
  };
}
