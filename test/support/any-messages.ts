import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Readable } from '../../src/contract/define';

/** A message that a workflow of this package handles. */
export interface AnyMessage extends Readable<unknown[]> {
  readonly type: 'signal' | 'update' | 'query';
  readonly name: string;
  /** Its argument as a sender means it; undefined when it takes none. */
  readonly example: unknown;
}

const contract = join(__dirname, '../../src/contract');

/** Every message that a file of `src/contract` defines, so that a new one can't be left out. By file: `call`, `ledger`, … */
export function allMessages(): Map<string, AnyMessage[]> {
  const files = readdirSync(contract).filter((file) => file.endsWith('-messages.ts'));
  return new Map(
    files.map((file) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by name
      const exported = Object.values(require(join(contract, file)) as Record<string, unknown>);
      const messages = exported.filter(isMessage).map((message) => {
        const id = `${message.type} ${message.name}`;
        if (!(id in examples)) throw new Error(`Add an example of ${id} to test/support/any-messages.ts`);
        return { ...message, example: examples[id] };
      });
      return [file.replace('-messages.ts', ''), messages];
    }),
  );
}

function isMessage(value: unknown): value is Omit<AnyMessage, 'example'> {
  return typeof value === 'object' && value !== null && 'read' in value && 'name' in value;
}

/** JSON of any kind, or the example with some of it replaced or left out. */
export function anyArgument({ example }: AnyMessage): fc.Arbitrary<unknown> {
  const json = fc.jsonValue({ maxDepth: 2 });
  const odd = fc.oneof(json, fc.constantFrom(...oddities), fc.string({ unit: 'binary' }));
  const nearly = fc
    .array(fc.tuple(fc.nat(), odd, fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((value, change) => changed(value, change), structuredClone(example)));
  return fc.oneof({ weight: 1, arbitrary: odd }, { weight: 3, arbitrary: nearly });
}

const oddities = [
  ...[null, true, '', ' ', 0, -1, 0.5, 1e308, 5e-324, [], {}, [[]], [null], '\ud800', '\0', 'x'.repeat(300)],
  ...[{ toString: null }, { length: -1 }, JSON.parse('{"__proto__":{"polluted":true}}') as unknown],
];

function changed(value: unknown, [where, odd, isLeftOut]: readonly [number, unknown, boolean]): unknown {
  const places = placesIn(value);
  const place = places[where % Math.max(1, places.length)];
  if (!place) return structuredClone(odd);
  if (isLeftOut && !Array.isArray(place.parent)) Reflect.deleteProperty(place.parent, place.name);
  else Reflect.set(place.parent, place.name, structuredClone(odd));
  return value;
}

function placesIn(value: unknown): { readonly parent: object; readonly name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [{ parent: value, name }, ...placesIn(member)]);
}

const at = Date.UTC(2026, 10, 23, 9);
const call = { workflowId: 'any-call', firstExecutionRunId: '7f3c1d2e-0000-4000-8000-000000000001' };
const attempt = {
  ...{ attemptId: `${call.firstExecutionRunId}.1`, call: call.workflowId, subject: 'debt', at, endedAt: at },
  ...{ disposition: 'answered', isConversation: true, isRefusal: false, quietUntil: at, quietNumber: ['a'] },
  sequence: 1,
};
const lines = {
  ...{ holder: 'any-worker', limit: 1_000, inUse: [{ id: 'any.1', heldForMs: 1 }], freed: ['any.2'] },
  wanted: [{ id: 'any.3', heldForMs: 1 }],
};
const checks = [
  { kind: 'count', limit: 'perDay', most: 3, since: at, subject: 'debt', ignores: ['busy'] },
  { kind: 'rest', limit: 'rest', after: 'attempt', since: at, turns: [at, at], subject: 'debt' },
];

const examples: Readonly<Record<string, unknown>> = {
  'query status': undefined,
  'query explain': undefined,
  'update pause': undefined,
  'update resume': undefined,
  'update reschedule': { notBefore: new Date(Date.now() + 60_000).toISOString() },
  'update changePolicy': {
    ...{ instanceId: 'aaaaaaaa-0000-4000-8000-000000000001', reachedWhen: 'agent', limits: { perDay: 1 } },
    ...{ steps: [{ name: 'a', queueId: 'aaaaaaaa-0000-4000-8000-000000000002' }] },
  },
  'update recordDisposition': { reached: true, refused: true, attempt: 1 },
  'update conclude': { by: 'alex', result: { paid: true, on: ['2026-11-23'] }, hangUp: true },
  'signal conclude': { by: 'web', result: 'void' },
  'update acknowledge': { by: 'alex' },
  'signal acknowledge': { by: 'alex' },
  'update optOut': { reason: 'by letter' },
  'signal optOut': { reason: 'by letter' },
  'signal personOptedOut': { firstExecutionRunId: call.firstExecutionRunId, reason: 'by letter' },
  'signal calledBefore': {
    firstExecutionRunId: call.firstExecutionRunId,
    earlier: { outcome: 'reached', firstExecutionRunId: 'another' },
  },
  'signal contactEnded': {
    ...{ contactId: 'any-contact', initiatedAt: '2026-11-23T09:00:00Z', endedAt: '2026-11-23T09:01:00Z' },
    ...{ disconnectReason: 'CUSTOMER_DISCONNECT', customerAudioQuality: 4.5 },
    attributes: { outboundCallWorkflowId: 'any-call', outboundCallAttemptId: 'any.1', promised: 'yes' },
  },
  'update reserveAttempt': {
    ...{ attemptId: `${call.firstExecutionRunId}.2`, call: call.workflowId, subject: 'debt', at, checks },
    ...{ keepFor: 1, lookUpAt: at, isAgain: false, number: ['a'], sentSince: at },
  },
  'signal reportToLedger': {
    registered: { ...call, until: at },
    recorded: { attempts: [attempt], keepFor: 1 },
    left: { ...call, firstExecutionRunId: 'another', until: at, outcome: 'reached' },
    ...{ released: ['a.1'], neverRang: ['a.2'], postponed: { attemptIds: ['a.3'], lookUpAt: at } },
    adopted: { since: at, attempts: [{ ...attempt, keepFor: 1, lookUpAt: at }], calls: [] },
  },
  'signal optOutPerson': { reason: 'by letter' },
  'query readLedger': undefined,
  'update closeLedger': { changes: -1 },
  'update changeOptOuts': {
    add: [{ number: '+12065550198', since: '2026-11-23T09:00:00Z', reason: 'by letter' }],
    remove: ['+12065550197'],
  },
  'query findOptOut': '+12065550198',
  'query listOptOuts': undefined,
  'update exchangeLines': { ...lines, timeoutMs: 1 },
  'signal reportLines': { ...lines, isLeaving: true },
  'query linesInUse': undefined,
  'update countDial': { attempt: 'AbCdEfGhIjk', most: 10 },
  'query dialsCounted': undefined,
};
