// Replay all recordings under each of the bundles whose files are given, and print what breaks as JSON.
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Elsewhere } from './elsewhere';
import { recordings } from './recorded';
import { brokenBy, type Broken } from './replay';

async function main(files: readonly string[]): Promise<void> {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  const all = await recordings();
  const broken: Broken[][] = [];
  for (const codePath of files) broken.push(await brokenBy({ codePath }, all));
  const utcOffset = new Date(2026, 0, 1).getTimezoneOffset();
  console.log(JSON.stringify({ utcOffset, broken } satisfies Elsewhere));
}

void main(process.argv.slice(2));
