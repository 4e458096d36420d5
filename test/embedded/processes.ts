import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** The command line of a process; empty when it is gone. */
export function commandOf(pid: number): string {
  try {
    return execFileSync('/bin/ps', ['-o', 'args=', '-p', String(pid)]).toString();
  } catch {
    return '';
  }
}

/** Whether the process runs. A zombie, whose parent has not waited for it yet, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const state = execFileSync('/bin/ps', ['-o', 'stat=', '-p', String(pid)]).toString();
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}

/** Until the condition holds. Rejects before the timeout of a test (.mocharc.cjs), so that the failure says what never came. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + eventuallyMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not within ${eventuallyMs} ms: ${what}`);
    await delay(20);
  }
}

const eventuallyMs = 150_000;

export type Fixture = {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly lines: string[];
  /** Resolves to the first line that matches. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  readonly exited: Promise<unknown>;
};

/** Run a program of `fixtures/` in a process of its own, in its own group as under a terminal. */
export function runFixture(name: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Fixture {
  const file = path.join(__dirname, 'fixtures', name);
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} did not start`);
  return {
    child,
    pid,
    lines,
    exited: once(child, 'close'),
    line: async (pattern) => {
      const match = () => lines.map((line) => pattern.exec(line)).find((found) => found !== null);
      await eventually(`${String(pattern)} from ${name}`, () => match() !== undefined);
      const found = match();
      if (!found) throw new Error('unreachable');
      return found;
    },
  };
}
