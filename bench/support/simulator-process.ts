import { startSimulator, type Script, type Simulator, type SimulatorOptions } from '../../src/simulator';
import { answerWith, ownUsage, startChild, type Child } from './child';
import type { Bench } from './benchmark';

/** A simulator in a process of its own, so that its processor time is separate. */
export interface SimulatorProcess {
  readonly ask: Child<SimulatorFunctions>;
  readonly url: string;
}

export async function startSimulatorProcess(
  { lifetime }: Bench,
  options: SimulatorOptions,
): Promise<SimulatorProcess> {
  const ask = startChild<SimulatorFunctions>(lifetime, 'the simulator', __filename);
  return { ask, url: await ask.start(options) };
}

let running: Simulator | undefined;

function simulator(): Simulator {
  if (!running) throw new Error('The simulator has not been started');
  return running;
}

const functions = {
  start: async (options: SimulatorOptions): Promise<string> => {
    running = await startSimulator(options);
    return running.url;
  },
  script: (numbers: readonly string[], script: Script) => {
    for (const number of numbers) simulator().script(number, script);
  },
  /** Times of rings, milliseconds since the epoch. */
  dials: (): number[] =>
    simulator()
      .dials()
      .map(({ at }) => at),
  /** Time of the last ring. */
  lastDial: (): number => simulator().dials().at(-1)?.at ?? Number.NaN,
  /** Ends of the contacts with these numbers, milliseconds since the epoch. */
  ends: async (): Promise<Record<string, number>> => {
    const contacts = await simulator().contacts();
    return Object.fromEntries(
      contacts.flatMap((contact) =>
        contact.channel === 'VOICE' && contact.past.ended
          ? [[contact.call.destinationPhoneNumber, contact.past.ended.at]]
          : [],
      ),
    );
  },
  requests: () => simulator().requests(),
  usage: ownUsage,
};

type SimulatorFunctions = typeof functions;

if (process.send && require.main === module) answerWith(functions);
