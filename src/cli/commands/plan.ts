import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { InvalidCallRequestError } from '../../client/errors';
import { dispositions, type Disposition } from '../../domain/call/disposition';
import type { OutboundCallRequest } from '../../domain/call/call';
import { neverOpens } from '../../domain/decide/never-opens';
import { instantOf } from '../../domain/instant';
import { maskPhoneNumber } from '../../domain/mask';
import { parseRequest } from '../../domain/call/parse-request';
import { localTime } from '../../domain/decide/reasons-in-words';
import { createAlmanac } from '../../holidays';
import { calendarOf, calendarSvg, planCall, type Plan } from '../../plan';
import { toCountries } from '../countries';
import { notAnInstant } from '../instant';
import { note, printJson } from '../output';
import { readPolicy } from '../policy-file';
import { table } from '../table';

interface PlanFlags {
  readonly policy: string;
  readonly at?: number;
  readonly dispositions?: Disposition[];
  readonly callback?: string;
  readonly timeZone?: string;
  readonly region?: string;
  readonly postcode?: string;
  readonly subject?: string;
  readonly allowedCountries?: string[];
  readonly svg?: string;
  readonly json?: boolean;
}

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description(
      'Show when a policy would call a person: every attempt with its reasons. Needs no server and makes no call.',
    )
    .argument('<e164>', 'phone number, such as +12065550100')
    .requiredOption('--policy <file>', 'policy: JSON, YAML or TypeScript (default export)')
    .option('--at <instant>', 'when the call starts: ISO 8601 with an offset (default: now)', toInstant)
    .option(
      '--dispositions <list>',
      'how the attempts end, such as busy,no-answer; the last one repeats (default: no-answer)',
      toDispositions,
    )
    .option(
      '--callback <time>',
      "the person asks in the first attempt to be called then, such as 2026-12-03T15:00: the contact attribute of the policy's callbacks",
    )
    .option('--time-zone <zone>', "the person's IANA time zone")
    .option('--region <code>', 'where the person is: ISO 3166, such as US-WA or FR')
    .option('--postcode <code>', "the person's postcode")
    .option('--subject <text>', 'what the call is about')
    .option('--allowed-countries <list>', 'countries whose numbers may be dialed, such as US,CA', toCountries)
    .option('--svg <file>', 'also write a calendar to an SVG file')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound plan +12065550100 --policy examples/payment-reminder.ts --time-zone America/Los_Angeles --dispositions busy,no-answer --svg plan.svg',
    )
    .action(async (number: string, flags: PlanFlags) => {
      const { at = Date.now(), json } = flags;
      const almanac = createAlmanac();
      const { timeZone, region, postcode, subject, allowedCountries } = flags;
      const policy = await readPolicy(flags.policy, at);
      const parsed = parseRequest(
        {
          destinationPhoneNumber: number,
          policy,
          allowedCountries,
          ...given({ timeZone, region, postcode, subject }),
        },
        notDialed,
        almanac,
      );
      if (!parsed.ok) throw new InvalidCallRequestError(parsed.problems);
      const { request } = parsed;
      const closed = neverOpens(request, at, almanac);
      if (closed) throw new InvalidCallRequestError([closed]);
      const { dispositions, callback } = flags;
      if (callback?.trim() === '')
        throw new Error('--callback needs a time, such as --callback 2026-12-03T15:00');
      if (callback !== undefined && request.policy.callbacks?.attribute === undefined)
        throw new Error(
          '--callback needs a policy that names a contact attribute for it, such as: callbacks: { attribute: callbackAt }',
        );
      const plan = planCall(request, { at, dispositions, callback, almanac });
      const warnings = [...parsed.warnings, ...notPlanned(request), ...plan.warnings];
      const { attempts, outcome, reasons } = plan;
      if (json) {
        printJson({ attempts, outcome, reasons, warnings });
      } else {
        for (const warning of warnings) note(`Warning: ${warning}`);
        console.log(
          `${maskPhoneNumber(request.destinationPhoneNumber)}, from ${localTime(at, plan.zone)}\n\n${planText(plan)}`,
        );
      }
      if (flags.svg !== undefined) {
        await writeFile(flags.svg, calendarSvg(plan, calendarOf(plan, request, { at, almanac })));
        note(`Calendar: ${flags.svg}`);
      }
    });
}

/** Leaves out options that are not set. */
function given(options: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Warnings about parts of a policy that need requests at run time. */
function notPlanned({ policy: { callingHours, beforeDial } }: OutboundCallRequest): string[] {
  return [
    ...(callingHours?.hoursOfOperationId === undefined
      ? []
      : [
          "policy.callingHours.hoursOfOperationId: the plan assumes that Amazon Connect's hours of operation are always open.",
        ]),
    ...(beforeDial === undefined
      ? []
      : [`policy.beforeDial: the plan assumes that "${beforeDial.activity}" allows every dial.`]),
  ];
}

/** A real call takes these from the settings; a plan does not depend on them. */
const notDialed = { instanceId: 'not-dialed', contactFlowId: 'not-dialed' };

function planText({ attempts, outcome, reasons }: Plan): string {
  const rows = attempts.flatMap(({ number, localTime, step, reasons: why }) => {
    const [first = '', ...others] = why.map(({ text }) => text);
    return [[`${number}`, localTime, step, first], ...others.map((text) => ['', '', '', text])];
  });
  const end = [outcome, ...reasons.map(({ text }) => text)].join('  ');
  return attempts.length === 0 ? end : `${table([['#', 'when', 'step', 'why'], ...rows])}\n\n${end}`;
}

function toInstant(text: string): number {
  const instant = instantOf(text);
  if (instant === undefined) throw new InvalidArgumentError(notAnInstant(text));
  return instant;
}

function toDispositions(text: string): Disposition[] {
  return text.split(',').map((name) => {
    const known = dispositions.find((disposition) => disposition === name.trim());
    if (known === undefined) {
      throw new InvalidArgumentError(`${JSON.stringify(name)} is not one of: ${dispositions.join(', ')}.`);
    }
    return known;
  });
}
