// Record histories of all scenarios of a call: npm run histories [-- --replace] [NAME…]
// Adds the histories that this version lacks. Those of released versions never change.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { version } from '../package.json';
import { record } from '../test/replay/record';
import { recordedScenarios, write } from '../test/replay/recorded';
import { scenarios } from '../test/replay/scenarios';
import { stopSharedServers } from '../test/support/shared-servers';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  });
  refuseUnknown(positionals);
  if (isReleased()) {
    throw new Error(
      `${version} is released, so its histories can't change. Raise the version in package.json.`,
    );
  }
  const there = await recordedScenarios();
  const named = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (positionals.length > 0 && !values.replace)
    refuseRecorded(positionals.filter((name) => there.has(name)));

  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  try {
    for (const scenario of named.filter(({ name }) => values.replace || !there.has(name))) {
      const files = await write(scenario.name, await record(scenario));
      for (const file of files) console.log(path.relative('.', file));
    }
  } finally {
    await stopSharedServers();
  }
}

function refuseUnknown(names: readonly string[]): void {
  const unknown = names.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown === undefined) return;
  throw new Error(
    `There is no scenario "${unknown}". There are:\n${scenarios.map(({ name }) => `  ${name}`).join('\n')}`,
  );
}

function refuseRecorded(names: readonly string[]): void {
  if (names.length === 0) return;
  throw new Error(`${names.join(', ')}: already recorded in test/histories/${version}. Use --replace.`);
}

/** A released version has a heading in the changelog. */
function isReleased(): boolean {
  const changelog = readFileSync(path.join(__dirname, '..', 'CHANGELOG.md'), 'utf8');
  return changelog.includes(`## [${version}]`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause) console.error(error.cause);
  process.exitCode = 1;
});
