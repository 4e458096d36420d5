import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { addCall } from './commands/call';
import { addChaos } from './commands/chaos';
import { addControl } from './commands/control';
import { addDev } from './commands/dev';
import { addDoctor } from './commands/doctor';
import { addEvents } from './commands/events';
import { addExplain } from './commands/explain';
import { addForget } from './commands/forget';
import { addHold } from './commands/hold';
import { addOptOut } from './commands/opt-out';
import { addOrphans } from './commands/orphans';
import { addPlan } from './commands/plan';
import { addSetup } from './commands/setup';
import { addShow } from './commands/show';
import { addSimulator } from './commands/simulator';
import { addTemporal } from './commands/temporal';
import { addWorker } from './commands/worker';

export function buildProgram(): Command {
  const program = new Command('outbound')
    .description('Durable outbound phone calls: Amazon Connect, driven by Temporal workflows.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(add --help for the options and an example)')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound dev            everything on this machine, with a demonstration call',
    );
  const add = [
    addDev,
    addCall,
    addPlan,
    addShow,
    addExplain,
    addControl,
    addOptOut,
    addHold,
    addForget,
    addWorker,
    addEvents,
    addOrphans,
    addTemporal,
    addSimulator,
    addSetup,
    addDoctor,
    addChaos,
  ];
  for (const addTo of add) addTo(program);
  return program;
}

/** The package's own package.json, seen from the sources and from lib/ alike. */
function version(): string {
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
        return String(manifest.version);
    } catch {
      // Not in this folder.
    }
  }
  return 'unknown';
}
