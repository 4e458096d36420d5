import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';

/** In the order of `outbound --help`. Each module is loaded only for its own commands: loading all takes a second. */
const modules: readonly { commands: readonly string[]; load: () => Promise<(program: Command) => void> }[] = [
  { commands: ['dev'], load: async () => (await import('./commands/dev.js')).addDev },
  { commands: ['call'], load: async () => (await import('./commands/call.js')).addCall },
  {
    commands: ['call-list'],
    load: async () => (await import('./commands/call-list.js')).addCallList,
  },
  { commands: ['plan'], load: async () => (await import('./commands/plan.js')).addPlan },
  { commands: ['show'], load: async () => (await import('./commands/show.js')).addShow },
  { commands: ['explain'], load: async () => (await import('./commands/explain.js')).addExplain },
  {
    commands: ['pause', 'resume', 'reschedule', 'record-disposition', 'change-policy', 'conclude', 'cancel'],
    load: async () => (await import('./commands/control.js')).addControl,
  },
  { commands: ['opt-out'], load: async () => (await import('./commands/opt-out.js')).addOptOut },
  { commands: ['hold', 'release'], load: async () => (await import('./commands/hold.js')).addHold },
  { commands: ['forget'], load: async () => (await import('./commands/forget.js')).addForget },
  { commands: ['worker'], load: async () => (await import('./commands/worker.js')).addWorker },
  { commands: ['events'], load: async () => (await import('./commands/events.js')).addEvents },
  {
    commands: ['codec-server'],
    load: async () => (await import('./commands/codec-server.js')).addCodecServer,
  },
  { commands: ['orphans'], load: async () => (await import('./commands/orphans.js')).addOrphans },
  { commands: ['temporal'], load: async () => (await import('./commands/temporal.js')).addTemporal },
  { commands: ['simulator'], load: async () => (await import('./commands/simulator.js')).addSimulator },
  { commands: ['setup'], load: async () => (await import('./commands/setup.js')).addSetup },
  { commands: ['doctor'], load: async () => (await import('./commands/doctor.js')).addDoctor },
  { commands: ['chaos'], load: async () => (await import('./commands/chaos.js')).addChaos },
];

/** @param wanted load only the module of this command. @default all modules, also when none has the command */
export async function buildProgram(wanted?: string): Promise<Command> {
  const program = new Command('outbound')
    .description('Durable outbound phone calls: Amazon Connect, driven by Temporal workflows.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(add --help for the options and an example)')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound dev            run everything on this machine, with a demonstration call',
    );
  const only = modules.filter(({ commands }) => commands.some((command) => command === wanted));
  for (const { load } of only.length > 0 ? only : modules) (await load())(program);
  return program;
}

/** From package.json, which is above both the sources and lib/. */
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
