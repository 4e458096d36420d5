import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './run-command';

export type ServerKind = 'dev-server' | 'time-skipping';

/**
 * Download a release of a server into the empty `folder`, without running it. Resolves to its path; rejects with the
 * reason.
 */
export type Download = (
  server: { readonly kind: ServerKind; readonly version: string },
  folder: string,
  env: NodeJS.ProcessEnv,
) => Promise<string>;

/** Enough for 50 MB on a slow connection, and short enough when a firewall drops packets. */
const TIMEOUT_MS = 180_000;

/**
 * The SDK downloads only when it starts a server. That runs in a child process, because it would install the SDK's `Runtime`,
 * which the application should configure.
 */
export const downloadThroughSdk: Download = async ({ kind, version }, folder, env) => {
  const create = kind === 'dev-server' ? 'createLocal' : 'createTimeSkipping';
  const result = await runCommand(
    process.execPath,
    ['-e', SCRIPT, require.resolve('@temporalio/testing'), create, `v${version}`, folder],
    { env, cwd: folder, timeoutMs: TIMEOUT_MS },
  );
  const [file] = (await readdir(folder)).filter((name) => !name.endsWith('.downloading'));
  if (file === undefined) throw new Error(innermost(result.output) ?? result.how);
  return path.join(folder, file);
};

/** The SDK's message repeats the address at each level: "…(https://…): …(https://…): …: dns error: …". */
function innermost(output: string): string | undefined {
  return output.split('\n').at(-1)?.split('): ').at(-1);
}

/** The umask removes the execute permission, so that the SDK can't run the file before it is verified. */
const SCRIPT = `
const [testing, create, version, downloadDir] = process.argv.slice(1);
process.umask(0o111);
require(testing).TestWorkflowEnvironment[create]({ server: { executable: { type: 'cached-download', version, downloadDir } } })
  .then((environment) => environment.teardown())
  .catch((error) => {
    console.error(String(error.message).split('\\n')[0]);
    process.exitCode = 1;
  });
`;
