import type { Command } from 'commander';
import { examine, type DoctorFlags } from '../doctor/examine';
import type { Finding } from '../doctor/finding';
import { printJson } from '../output';
import { withTaskQueue } from '../temporal-client';

const marks: Record<Finding['verdict'], string> = { ok: 'ok      ', warning: 'warning ', wrong: 'wrong   ' };

export function addDoctor(program: Command): void {
  withTaskQueue(program.command('doctor'))
    .description(
      'Check what calls need, from Node to the queues in Amazon Connect, and say how to fix what is wrong. Exit code 1 when something needed is wrong.',
    )
    .option('--policy <file...>', 'also check the instance, flows, queues and numbers of these policies')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound doctor --policy examples/appointment-reminder.yaml')
    .action(async (flags: DoctorFlags & { json?: boolean }) => {
      const findings = await examine(flags);
      if (flags.json) {
        printJson(findings);
      } else {
        for (const { verdict, what, says, fix } of findings) {
          console.log(`${marks[verdict]} ${what}: ${says}${fix ? `\n         → ${fix}` : ''}`);
        }
      }
      process.exitCode = findings.some(({ verdict }) => verdict === 'wrong') ? 1 : 0;
    });
}
