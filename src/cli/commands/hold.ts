import type { Command } from 'commander';
import { printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';

interface HoldFlags extends ConnectionFlags {
  readonly instance?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export function addHold(program: Command): void {
  withConnection(program.command('hold'))
    .description('Dial nobody any more until it is released. Contacts under way go on; no worker is needed.')
    .option('--instance <id>', 'of this Amazon Connect instance only (default: of all)')
    .option('--reason <text>', 'why; calls that wait say it')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound hold --reason "the flow says the wrong thing"')
    .action(async ({ instance, reason, ...flags }: HoldFlags) => {
      const { calls } = await connect(flags);
      const hold = await calls.hold({
        ...(instance === undefined ? {} : { instanceId: instance }),
        ...(reason === undefined ? {} : { reason }),
      });
      if (flags.json) printJson(hold);
      else
        console.log(
          `On hold${of(instance)} since ${hold.since}${hold.reason === undefined ? '' : `: ${hold.reason}`}`,
        );
    });

  withConnection(program.command('release'))
    .description('End a hold: calls go on within seconds.')
    .option('--instance <id>', 'of this Amazon Connect instance (default: that of all)')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound release')
    .action(async ({ instance, ...flags }: HoldFlags) => {
      const { calls } = await connect(flags);
      const released = await calls.release(instance === undefined ? {} : { instanceId: instance });
      if (flags.json) printJson({ released: released ?? null });
      else
        console.log(
          released
            ? `Released${of(instance)}: it was on hold since ${released.since}`
            : `There was no hold${of(instance)}`,
        );
    });
}

function of(instanceId: string | undefined): string {
  return instanceId === undefined ? '' : ` on instance ${instanceId}`;
}
