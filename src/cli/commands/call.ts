import { randomUUID } from 'node:crypto';
import { InvalidArgumentError, type Command } from 'commander';
import { toCountries } from '../countries';
import { follow } from '../follow';
import { note, printJson } from '../output';
import { noWorker } from '../pollers';
import { readPolicy } from '../policy-file';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { resultText } from '../timeline';
import { waitAloud, waitingFor } from '../wait-aloud';
import { hasWorker } from '../workers-of';

interface CallFlags extends ConnectionFlags {
  readonly policy: string;
  readonly id?: string;
  readonly timeZone?: string;
  readonly region?: string;
  readonly postcode?: string;
  readonly allowedCountries?: string[];
  readonly attribute?: Record<string, string>;
  readonly wait?: boolean;
  readonly json?: boolean;
}

export function addCall(program: Command): void {
  withConnection(program.command('call'))
    .description('Call a person. Exit code with --wait: 0 when they were reached, else 1.')
    .argument('<e164>', 'phone number, such as +12065550100')
    .requiredOption('--policy <file>', 'policy: JSON, YAML or TypeScript (default export)')
    .option(
      '--id <workflow-id>',
      'workflow ID; the same ID again is the same call, not another one (default: random)',
    )
    .option('--time-zone <zone>', "the person's IANA time zone (default: by region, postcode or number)")
    .option('--region <code>', 'where the person is: ISO 3166, such as US-WA or FR')
    .option('--postcode <code>', "the person's postcode")
    .option('--allowed-countries <list>', 'countries whose numbers may be dialed, such as US,CA', toCountries)
    .option('--attribute <name=value>', 'contact attribute for the flow; repeatable', collectAttribute)
    .option('--wait', 'show the timeline until the call ends')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound call +12065550100 --policy examples/appointment-reminder.yaml --id reminder-A-1001 --wait',
    )
    .action(async (e164: string, flags: CallFlags) => {
      const policy = await readPolicy(flags.policy);
      const connected = await connect(flags, { writes: true });
      const { calls } = connected;
      const workflowId = flags.id ?? `call-${randomUUID()}`;
      const call = await calls.start(
        {
          destinationPhoneNumber: e164,
          timeZone: flags.timeZone,
          region: flags.region,
          postcode: flags.postcode,
          allowedCountries: flags.allowedCountries,
          attributes: flags.attribute,
          policy,
        },
        { workflowId },
      );
      for (const warning of call.warnings) note(`Warning: ${warning}`);
      if (!(await hasWorker(connected))) {
        note(noWorker(connected.taskQueue, '; the call waits for one.'));
      }
      if (!flags.wait) {
        const { isNew, warnings } = call;
        if (flags.json) printJson({ workflowId, isNew, warnings });
        else console.log(`${isNew ? 'Started' : 'Already started'}: ${workflowId}`);
        return;
      }
      if (!flags.json) await follow(call, note);
      const result = await waitAloud(call.result(), () => waitingFor(connected, `the end of ${workflowId}`));
      if (flags.json) printJson({ workflowId, ...result });
      else console.log(resultText(workflowId, result));
      process.exitCode = result.outcome === 'reached' ? 0 : 1;
    });
}

function collectAttribute(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected name=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
