import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { version as sdkVersion } from '@temporalio/testing/package.json';
import { runCommand } from './run-command';

export { sdkVersion };

export type ServerKind = 'dev-server' | 'time-skipping';

/** Put the server that the SDK itself would download into `folder`; resolves to its path. Rejects with the reason. */
export type Download = (kind: ServerKind, folder: string, env: NodeJS.ProcessEnv) => Promise<string>;

/** A slow line takes minutes for 50 MB; a firewall that swallows packets must not take longer than a person waits. */
const TIMEOUT_MS = 180_000;

/**
 * The SDK downloads only when it starts a server. It does so in a process of its own: starting one installs the SDK's `Runtime`
 * for good, and that choice belongs to whoever embeds us.
 */
export const downloadThroughSdk: Download = async (kind, folder, env) => {
  const create = kind === 'dev-server' ? 'createLocal' : 'createTimeSkipping';
  const result = await runCommand(
    process.execPath,
    ['-e', SCRIPT, require.resolve('@temporalio/testing'), create, folder],
    { env, cwd: folder, timeoutMs: TIMEOUT_MS },
  );
  if (!result.ok) throw new Error(innermost(result.output) ?? result.how);
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error('the SDK left no file');
  return path.join(folder, file);
};

/** The SDK's message repeats the address at each level: "…(https://…): …(https://…): …: dns error: …". */
function innermost(output: string): string | undefined {
  return output.split('\n').at(-1)?.split('): ').at(-1);
}

const SCRIPT = `
const [testing, create, downloadDir] = process.argv.slice(1);
require(testing).TestWorkflowEnvironment[create]({ server: { executable: { type: 'cached-download', downloadDir } } })
  .then((environment) => environment.teardown())
  .catch((error) => {
    console.error(String(error.message).split('\\n')[0]);
    process.exitCode = 1;
  });
`;
