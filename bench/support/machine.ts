import { execFile } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findTemporalCli } from '../../src/embedded';

/** Machine, versions and date of the results. */
export interface Machine {
  readonly date: string;
  readonly text: string;
}

export async function machineNow(): Promise<Machine> {
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const cores = availableParallelism();
  const memory = Math.round(totalmem() / 2 ** 30);
  const { stdout } = await promisify(execFile)(await findTemporalCli(), ['--version']);
  const server = /Server ([^,)\s]+)/.exec(stdout)?.[1] ?? 'unknown';
  return {
    date,
    text: `${date}: ${model}, ${cores} cores for everything, ${memory} GB; Node.js ${process.version}, Temporal development server ${server}`,
  };
}
