import assert from 'node:assert/strict';
import type { Finding } from '../../src/cli/doctor/finding';
import { flowFindings } from '../../src/cli/doctor/flow';
import type { EffectiveHours } from '../../src/domain/hours/known-hours';
import { effectiveHoursFindings, hoursFindings, keptHoursFindings } from '../../src/cli/doctor/hours';
import { numberFindings } from '../../src/cli/doctor/number';
import { queueFindings } from '../../src/cli/doctor/queue';
import { judgeRetention } from '../../src/cli/doctor/retention';
import { versionFindings } from '../../src/cli/doctor/worker-version';
import { policySchema, type PolicyInput } from '../../src/domain/policy/policy';
import { quickPolicy } from '../support/calls';
import type {
  DescribedContactFlow,
  DescribedHours,
  DescribedPhoneNumber,
  DescribedQueue,
  Inspected,
  NotInspected,
} from '../../src/connect/inspect';

const instanceId = 'aaaaaaaa-0000-4000-8000-000000000001';
const days = 24 * 3_600_000;
const instanceArn = `arn:aws:connect:us-east-1:111122223333:instance/${instanceId}`;

const one = { name: 'calls', buildId: 'one' };
const two = { name: 'calls', buildId: 'two' };

/** What is looked at, and for each finding its verdict and what it must say. */
type Row = readonly [
  what: string,
  findings: Finding[],
  ...expected: (readonly [Finding['verdict'], RegExp])[],
];

const rows: readonly Row[] = [
  ['a published flow', flow({}), ['ok', /"Greet", published/]],
  ['a flow that was saved only', flow({ isPublished: false }), ['wrong', /never published/]],
  ['an archived flow', flow({ isArchived: true }), ['wrong', /archived/]],
  ['a flow for customers in a queue', flow({ type: 'CUSTOMER_QUEUE' }), ['wrong', /CUSTOMER_QUEUE/]],
  ['a flow for campaigns', flow({ type: 'CAMPAIGN' }), ['warning', /campaigns/]],
  [
    'a flow with two faults',
    flow({ isArchived: true, type: 'AGENT_HOLD' }),
    ['wrong', /archived/],
    ['wrong', /AGENT_HOLD/],
  ],

  ['an enabled queue', queue({}), ['ok', /"Own team", enabled/]],
  ['a disabled queue', queue({ isEnabled: false }), ['wrong', /disabled/]],
  ['a queue without caller ID', queue({ callerIdNumberId: undefined }), ['wrong', /no outbound caller ID/]],
  [
    'a queue without caller ID whose steps have source numbers',
    queue({ callerIdNumberId: undefined }, false),
    ['ok', /enabled/],
  ],
  ['a queue without hours', queue({ hoursOfOperationId: undefined }), ['warning', /no hours/]],

  ['a claimed number', number({}), ['ok', /claimed, US DID/]],
  ['a number on its way', number({ status: 'IN_PROGRESS' }), ['wrong', /still being claimed/]],
  ['a number that could not be claimed', number({ status: 'FAILED' }), ['wrong', /FAILED/]],
  [
    'a number of another instance',
    number({ targetArn: instanceArn.replace(/1$/, '2') }),
    ['wrong', /another instance/],
  ],
  [
    'a number of a traffic distribution group',
    number({ targetArn: 'arn:aws:connect:us-east-1:111122223333:traffic-distribution-group/g' }),
    ['warning', /traffic distribution group/],
  ],
  [
    'a toll-free number that calls its own country',
    number({ type: 'TOLL_FREE' }, ['+12065550100']),
    ['ok', /US TOLL_FREE/],
  ],
  [
    'a toll-free number that calls abroad',
    number({ type: 'TOLL_FREE' }, ['+12065550100', '+33123456789', '+4930901820']),
    ['warning', /toll-free in US and calls DE, FR/],
  ],
  ['a UIFN number', number({ type: 'UIFN' }), ['warning', /UIFN/]],
  ['a short code', number({ type: 'SHORT_CODE' }), ['warning', /short code/]],

  ['workers without a version', versionFindings(undefined, {})],
  [
    'workers without a version, where there is a current one',
    versionFindings(undefined, { current: one }),
    ['warning', /build "one" of deployment "calls"; unversioned workers get none/],
  ],
  ['a current version', versionFindings(one, { current: one }), ['ok', /build "one".* gets calls/]],
  ['a ramping version', versionFindings(one, { current: two, ramping: one }), ['ok', /build "one"/]],
  [
    'a version that is not current',
    versionFindings(one, { current: two }),
    ['warning', /routed to build "two".* not to build "one"/],
  ],
  [
    'a deployment without a current version',
    versionFindings(one, {}),
    ['wrong', /no version of deployment "calls" is current: calls wait/],
  ],

  ['retention without policies', retention({}), ['ok', /^ended calls are kept for 3 days$/]],
  [
    'retention that is longer than the ledger remembers calls',
    retention({ keepFor: 1 * days }),
    ['warning', /can't find a call that the ledger no longer remembers/],
  ],
  [
    'retention as long as the deadline of calls',
    retention({ deadlines: ['3 days'] }),
    ['ok', /^ended calls are kept for 3 days$/],
  ],
  [
    'retention shorter than the deadline of calls',
    retention({ deadlines: ['1 day', '7 days', '14 days'] }),
    ['warning', /kept for 3 days.*\(policy-1: 7 days, policy-2: 14 days\).*may ring again/],
  ],
  [
    'retention shorter than calls with callbacks may last',
    retention({ deadlines: ['1 day'], callbacks: { atMost: 2 } }),
    ['warning', /kept for 3 days.*\(policy-0: 1 day, and up to 15 days with callbacks\)/],
  ],
  [
    'retention shorter than the deadline of calls that a ledger remembers',
    retention({ deadlines: ['14 days'], keepFor: 90 * days }),
    ['ok', /kept for 3 days, and remembered by the ledger for 90 days/],
  ],
  [
    'a ledger that forgets before the deadline of calls',
    retention({ deadlines: ['14 days'], keepFor: 7 * days }),
    ['warning', /remembered by the ledger for 7 days, .*\(policy-0: 14 days\)/],
  ],

  ['hours of a place', hours({}), ['ok', /"Weekdays", Europe\/Paris/]],
  ['hours of no place', hours({ timeZone: 'Etc/GMT+5' }), ['warning', /"Etc\/GMT\+5"/]],
  ['hours that never open', hours({ openings: 0 }), ['warning', /never opens/]],
  ['hours that open on a date', effective({ '2026-11-23': [['09:00', '17:00']] }), ['ok', /2026-11-23/]],
  ['hours that overrides close', effective({}), ['warning', /closed on every date up to 2026-11-27/]],
];

describe('what the doctor finds', () => {
  for (const [what, findings, ...expected] of rows) {
    it(`of ${what}`, () => {
      assert.deepEqual(
        findings.map(({ verdict }) => verdict),
        expected.map(([verdict]) => verdict),
      );
      findings.forEach(({ says }, index) => {
        assert.match(says, expected[index]?.[1] ?? /^$/);
      });
    });
  }

  it('says how to fix everything that is not ok', () => {
    const withoutFix = rows
      .flatMap(([, findings]) => findings)
      .filter(({ verdict, fix }) => (verdict === 'ok') !== (fix === undefined));
    assert.deepEqual(withoutFix, []);
  });
});

describe('what the doctor says of what it could not see', () => {
  const answers: readonly (readonly [NotInspected, says: RegExp, fix: RegExp])[] = [
    [{ kind: 'not-found', says: '' }, /not found/, /Check queueId/],
    [{ kind: 'not-published' }, /never published/, /Publish/],
    [
      { kind: 'not-permitted', permission: 'connect:DescribeQueue', says: 'AccessDeniedException: no' },
      /connect:DescribeQueue is not permitted/,
      /Allow connect:DescribeQueue .*docs\/iam\.md/,
    ],
    [{ kind: 'credentials-refused', says: 'ExpiredTokenException: old' }, /ExpiredToken/, /Renew/],
    [{ kind: 'throttled' }, /too many requests/, /Run outbound doctor again/],
    [{ kind: 'unreachable', says: 'connect ECONNREFUSED' }, /ECONNREFUSED/, /network/],
    [{ kind: 'failed', says: 'SyntaxError: <' }, /SyntaxError/, /endpoint/],
  ];
  for (const [answer, says, fix] of answers) {
    it(`${answer.kind}: that it is wrong, why, and what to do`, () => {
      const [finding, ...more] = queueFindings(wantedQueue(true), answer);
      assert.deepEqual(more, []);
      assert.equal(finding?.verdict, 'wrong');
      assert.match(finding.says, says);
      assert.match(finding.fix ?? '', fix);
    });
  }

  it('wrong, where calls are kept to the hours; that they are not there is said once', () => {
    for (const [answer] of answers) {
      const kept = { id: 'h', usedBy: ['reminder.yaml'] };
      const findings = [...keptHoursFindings(kept, answer), ...effectiveHoursFindings(kept, answer)];
      assert.deepEqual(
        findings.map(({ verdict }) => verdict),
        answer.kind === 'not-found' ? ['wrong'] : ['wrong', 'wrong'],
      );
    }
  });

  it('at most a warning about the hours of a queue, since no dial checks them', () => {
    for (const [answer] of answers) {
      const findings = hoursFindings({ id: 'h', usedBy: [] }, answer);
      assert.deepEqual(
        findings.map(({ verdict }) => verdict),
        ['warning'],
      );
    }
  });
});

/** Of a namespace that keeps ended workflows for three days. */
function retention({
  deadlines = [],
  callbacks,
  keepFor,
}: {
  deadlines?: readonly string[];
  callbacks?: PolicyInput['callbacks'];
  keepFor?: number;
}): Finding[] {
  const policies = deadlines.map((deadline, index) => {
    const policy = policySchema.parse({ ...quickPolicy(), callbacks, limits: { deadline } });
    return { file: `policy-${index}`, policy };
  });
  const ledger = keepFor === undefined ? undefined : { keepFor };
  return [judgeRetention({ namespace: 'default', retentionMs: 3 * days, ledger, policies })];
}

function flow(members: Partial<DescribedContactFlow>): Finding[] {
  const described = { name: 'Greet', type: 'CONTACT_FLOW', isArchived: false, isPublished: true, ...members };
  return flowFindings({ id: 'f', usedBy: ['policy.yaml: one'] }, found(described));
}

function queue(members: Partial<DescribedQueue>, showsItsNumber = true): Finding[] {
  const described = { name: 'Own team', isEnabled: true, callerIdNumberId: 'n', hoursOfOperationId: 'h' };
  return queueFindings(wantedQueue(showsItsNumber), found({ ...described, ...members }));
}

function wantedQueue(showsItsNumber: boolean) {
  return { id: 'q', usedBy: ['policy.yaml: one'], showsItsNumber, destinations: [] };
}

function number(members: Partial<DescribedPhoneNumber>, destinations: readonly string[] = []): Finding[] {
  const described = {
    phoneNumberId: 'n',
    phoneNumber: '+12065550190',
    countryCode: 'US',
    type: 'DID',
    status: 'CLAIMED',
    targetArn: instanceArn,
    ...members,
  };
  return numberFindings({ id: '+12065550190', usedBy: [], destinations }, instanceId, found(described));
}

function hours(members: Partial<DescribedHours>): Finding[] {
  const described = { name: 'Weekdays', timeZone: 'Europe/Paris', openings: 5, ...members };
  return hoursFindings({ id: 'h', usedBy: ['queue q'] }, found(described));
}

function effective(dates: EffectiveHours['dates']): Finding[] {
  const described = { timeZone: 'Europe/Paris', dates, from: '2026-11-21', until: '2026-11-27' };
  return effectiveHoursFindings({ id: 'h', usedBy: ['reminder.yaml'] }, found(described));
}

function found<T>(described: T): Inspected<T> {
  return { kind: 'found', found: described };
}
