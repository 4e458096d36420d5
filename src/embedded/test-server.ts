import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256OfText } from './checksums';
import { isExecutable, onPath } from './executable-file';
import { findExecutable, notFound, type Finding, type FindOptions } from './find-executable';
import { copyJars } from './maven';
import { releaseWays, testServer, type Release, type ReleaseEntry } from './release';
import type { Report } from './report';
import type { Download } from './sdk-download';

const MAVEN_VERSION = '1.38.0';
const MAVEN_ARTIFACT = `io.temporal:temporal-test-server:${MAVEN_VERSION}`;
/** The artifact's own dependency. */
const SLF4J_VERSION = '1.7.36';
const MAVEN_ENTRY = `test-server-maven-${MAVEN_VERSION}`;
const FILE_NAME = 'temporal-test-server';

/**
 * Find the time-skipping test server: configured (the option, or OUTBOUND_TEMPORAL_TEST_SERVER), on PATH, in the cache,
 * downloaded by the SDK, in a Python wheel, or the Maven artifact, in this order. Resolves to its path. All but a configured
 * server and one on PATH are verified before they run, and have a wrapper script.
 *
 * @throws ExecutableNotFoundError with every attempt and its reason
 */
export async function findTestServer(
  options: FindOptions = {},
  download?: Download,
  release: Release = testServer,
): Promise<string> {
  const { env = process.env } = options;
  return await findExecutable(
    {
      what: 'Temporal test server',
      fileName: FILE_NAME,
      variable: 'OUTBOUND_TEMPORAL_TEST_SERVER',
      check: (file) => checkTestServer(file, env),
      installed: { where: 'on PATH', look: () => lookOnPath(env) },
      ways: [
        ...releaseWays(release, RELEASE_ENTRY, env, download),
        {
          how: `by Maven, ${MAVEN_ARTIFACT}`,
          entry: MAVEN_ENTRY,
          make: (folder, report) => resolveWithMaven(folder, env, report),
        },
      ],
      advice: 'Install Python with pip, or Java (https://adoptium.net) and Maven (https://maven.apache.org)',
    },
    options,
  );
}

async function lookOnPath(env: NodeJS.ProcessEnv): Promise<Finding> {
  const file = await onPath(FILE_NAME, env);
  return file === undefined ? notFound('none') : await checkTestServer(file, env);
}

async function resolveWithMaven(folder: string, env: NodeJS.ProcessEnv, report: Report): Promise<void> {
  // Without a logger it prints a warning in every test run.
  await copyJars([MAVEN_ARTIFACT, `org.slf4j:slf4j-nop:${SLF4J_VERSION}`], folder, env, report);
  // For a short-lived small process, these options give the fastest start.
  const java =
    'java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$here/lib/*" io.temporal.testserver.TestServer';
  await writeScript(folder, scriptThatBecomes(java));
}

/**
 * A script that becomes the server. It leaves a watcher that kills the server soon after its parent has ended, because a killed
 * test run has no teardown.
 */
function scriptThatBecomes(command: string): string {
  return `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
server=$$
parent=$PPID
(
  while kill -0 "$parent"; do
    sleep 1
    kill -0 "$server" || exit
  done
  kill -s KILL "$server"
) </dev/null >/dev/null 2>&1 &
exec ${command} "$@"
`;
}

async function writeScript(folder: string, script: string): Promise<void> {
  await writeFile(path.join(folder, FILE_NAME), script, { mode: 0o755 });
}

const RELEASE_SCRIPT = scriptThatBecomes('"$here/server"');
const RELEASE_ENTRY: ReleaseEntry = {
  prefix: 'test-server',
  executable: 'server',
  wrapper: {
    write: (folder) => writeScript(folder, RELEASE_SCRIPT),
    pinned: { [FILE_NAME]: sha256OfText(RELEASE_SCRIPT) },
  },
};

async function checkTestServer(file: string, env: NodeJS.ProcessEnv): Promise<Finding> {
  if (!(await isExecutable(file))) return notFound(`no executable ${file}`);
  const entry = path.basename(path.dirname(file));
  if (entry === MAVEN_ENTRY && (await onPath('java', env)) === undefined) {
    return notFound(`${file} needs java, which is not on PATH`);
  }
  return { found: true, path: file, version: entry };
}
