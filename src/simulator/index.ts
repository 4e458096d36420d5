import type { Behaviour } from './behaviour';
import { acceleratedClock, type Clock } from './clock';
import type { ContactSnapshot } from './contact';
import type { Dial } from './exchange';
import type { Fault } from './faults';
import type { Script } from './script';
import { listen } from './server';
import { Simulation } from './simulation';

export type { Behaviour } from './behaviour';
export type { Clock } from './clock';
export type { ContactSnapshot, OutboundCall } from './contact';
export type { Dial } from './exchange';
export type { Fault, FaultKind, PendingFault } from './faults';
export { simulatedInstance } from './instance';
export type { OperationName } from './operations';
export { dispositions, type Disposition, type Script } from './script';
export { testNumbers } from './testNumbers';
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
  /** Forgets all scripts, dials, contacts, tokens and faults. */
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
  const simulation = new Simulation(clock, {
    tokenAfterDisconnect: options.tokenAfterDisconnect ?? 'same',
    stopAfterEnd: options.stopAfterEnd ?? 'ok',
    ringTimeout: options.ringTimeout ?? 'every-call',
  });
  const listening = await listen(simulation, port);
  return {
    ...listening,
    dials: () => simulation.exchange.dials(),
    contacts: () => simulation.contacts(),
    script: (e164, script) => {
      simulation.exchange.destinations.script(e164, script);
    },
    fault: (fault) => {
      simulation.faults.add(fault);
    },
    reset: () => {
      simulation.reset();
    },
  };
}
