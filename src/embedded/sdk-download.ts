import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './run-command';

export type ServerKind = 'dev-server' | 'time-skipping';

/**
 * Have the SDK download a release of a server into the empty `folder`; resolves to its path. Nothing has run it by then.
 * Rejects with the reason.
 */
export type Download = (
  server: { readonly kind: ServerKind; readonly version: string },
  folder: string,
  env: NodeJS.ProcessEnv,
) => Promise<string>;

/** A slow line takes minutes for 50 MB; a firewall that swallows packets must not take longer than a person waits. */
const TIMEOUT_MS = 180_000;

/**
 * The SDK downloads only when it starts a server. It does so in a process of its own: starting one installs the SDK's `Runtime`
 * for good, and that choice belongs to whoever embeds us.
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

/** The umask takes the right to execute from the file, so that the SDK can't start what is not verified yet. */
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
