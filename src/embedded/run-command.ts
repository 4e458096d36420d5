import { spawnGuarded, type Exit } from './guarded-process';
import { keepLastOutput } from './last-output';

export type CommandResult = { readonly ok: boolean; readonly how: string; readonly output: string };

/** Run a command, and kill it after `timeoutMs`. Never rejects: `how` says how it ended, `output` is its last output. */
export async function runCommand(
  executable: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string; readonly timeoutMs: number },
): Promise<CommandResult> {
  const { timeoutMs, ...spawnOptions } = options;
  const child = await spawnGuarded(executable, args, spawnOptions);
  const output = keepLastOutput(child.stdout, child.stderr);
  const timeout = AbortSignal.timeout(timeoutMs);
  timeout.addEventListener('abort', () => {
    child.kill('SIGKILL');
  });
  const exit = await child.exited;
  // Its last output may still be in the pipes.
  await new Promise((resolve) => setImmediate(resolve));
  return {
    ok: exit.code === 0,
    how: timeout.aborted ? `gave no answer within ${timeoutMs / 1000} s` : describeExit(exit),
    output: output(),
  };
}

/** "exit code 3" or "killed by SIGKILL". */
export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code ?? 'unknown'}` : `killed by ${signal}`;
}
