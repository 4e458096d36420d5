import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Faults } from '../../simulator/faults';
import { faultSchema } from '../../simulator/fault-schema';
import { operationNames } from '../../simulator/operations';

/** Requests and hits of faults, over all restarts of the simulator. */
export interface FaultsThatHit {
  /** Requests that a fault could have hit. */
  readonly requests: number;
  /** By kind. */
  readonly hits: Readonly<Record<string, number>>;
}

/** One moment in simulated and in real time. */
export interface SimulatorClock {
  readonly simulated: number;
  readonly real: number;
  readonly speed: number;
}

/** Replays the simulator's journal, because its own counts restart with the process: the same draws give the same hits. */
export async function readJournal(path: string): Promise<{ clock: SimulatorClock; faults: FaultsThatHit }> {
  const faults = new Faults(() => undefined);
  const hits: Record<string, number> = {};
  let requests = 0;
  let clock: SimulatorClock | undefined;
  const text = await readFile(path, 'utf8');
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    // Only faults and clocks matter.
    if (!line.startsWith('{"type":"fault') && !line.startsWith('{"type":"clock')) continue;
    const entry = entrySchema.parse(JSON.parse(line));
    switch (entry.type) {
      case 'clock-started':
        clock ??= entry;
        break;
      case 'fault-added':
        faults.add(entry.fault);
        break;
      case 'faults-cleared':
        faults.clear();
        break;
      case 'fault-drawn': {
        requests += 1;
        const hit = faults.take(entry.operation);
        if (hit) hits[hit.kind] = (hits[hit.kind] ?? 0) + 1;
      }
    }
  }
  if (!clock) throw new Error(`The simulator's journal ${path} has no clock`);
  return { clock, faults: { requests, hits } };
}

const entrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('clock-started'),
    real: z.number(),
    simulated: z.number(),
    speed: z.number(),
  }),
  z.object({ type: z.literal('fault-added'), fault: faultSchema }),
  z.object({ type: z.literal('fault-drawn'), operation: z.enum(operationNames) }),
  z.object({ type: z.literal('faults-cleared') }),
]);
