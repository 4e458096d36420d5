import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeProblems, parseRequest } from '../../../src/domain/call/parse-request';
import { createAlmanac } from '../../../src/holidays';
import { requestInput } from '../fixtures';

const almanac = createAlmanac();

describe('the problems of a request', () => {
  it('repeat nothing of it, wherever in the request it stands, as a value or as a name', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...ways), secret), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const input = structuredClone(rich) as object;
          for (const [where, way, value] of changes) way(placeIn(input, where), value);
          const parsed = parseRequest(input, {}, almanac);
          if (parsed.ok) return;
          const said = describeProblems(parsed.problems);
          for (const [, , value] of changes)
            for (const part of [String(value), JSON.stringify(value), String(value).replace(/\D/g, '')])
              if (part.length >= shortest) assert.ok(!said.includes(part), `${part} is in: ${said}`);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('name an unknown member by its place and the word that was probably meant', () => {
    const parsed = parseRequest({
      ...requestInput(),
      timezone: 'Europe/Paris',
      'Ana Müller': '+12065550165',
    });
    assert.ok(!parsed.ok);
    assert.equal(
      describeProblems(parsed.problems),
      'request: has 2 unknown members: member 3 (8 characters; did you mean "timeZone"?), member 4 (10 characters)',
    );
  });

  it('name a member that has a name of its own by its place', () => {
    const parsed = parseRequest({
      ...requestInput(),
      references: { 'Ana Müller': { type: 'URL', value: 'x' } },
    });
    assert.ok(!parsed.ok);
    assert.match(
      describeProblems(parsed.problems),
      /^references\.<member 1>\.value: expected a URL that begins with https/,
    );
  });
});

/** Shorter ones are in a message by chance. */
const shortest = 6;

/** What a caller who mixes up members may put there. */
const secret = fc.oneof(
  fc.stringMatching(/^[A-Z][a-z]{3,8} [A-Z][a-z]{5,9}$/),
  fc.stringMatching(/^\+1206555\d{4}$/),
  fc.stringMatching(/^[a-z]{2,4}-[0-9]{6,9}$/),
  fc.stringMatching(/^[0-9]{7,12}$/),
  fc.stringMatching(/^[A-Z]{2}-[A-Z]{6}$/),
  fc.stringMatching(/^[0-9]{6,9} (minutes|days)$/),
  fc.integer({ min: 1_000_000 }),
  fc.double({ min: 1_000_000, max: 1e15, noNaN: true }),
);

interface Place {
  readonly parent: object;
  readonly name: string;
}

/** Ways to put something into a request. */
const ways = [
  ({ parent, name }: Place, value: unknown) => Reflect.set(parent, name, value),
  ({ parent }: Place, value: unknown) => Array.isArray(parent) || Reflect.set(parent, String(value), value),
  ({ parent, name }: Place, value: unknown) => {
    if (Array.isArray(parent)) return false;
    const moved: unknown = Reflect.get(parent, name);
    Reflect.deleteProperty(parent, name);
    return Reflect.set(parent, String(value), moved);
  },
  // A name that is used twice.
  ({ parent, name }: Place, value: unknown) => Array.isArray(parent) && parent.push(value, value, name),
];

function placeIn(root: object, where: number): Place {
  const places = placesIn(root);
  return places[where % places.length] ?? assert.fail('There is no place');
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [{ parent: value, name }, ...placesIn(member)]);
}

const source = { title: 'A law', url: 'https://example.com', checked: '2026-11-21' };

/** A request with most members. */
const rich: unknown = {
  ...requestInput(),
  ...{ timeZone: 'America/New_York', region: 'US-NY', postcode: '10001', subject: 'debt', name: 'x' },
  ...{ allowedCountries: ['US'], attributes: { order: '7' }, trafficType: 'CAMPAIGN', campaignId: 'c' },
  references: { order: { type: 'URL', value: 'https://example.com' } },
  priority: { priorityKey: 1, fairnessKey: 'a', fairnessWeight: 1 },
  policy: {
    ...requestInput().policy,
    reachedWhen: { attribute: 'confirmed', equals: 'yes' },
    refusedWhen: { attribute: 'refused', equals: 'yes' },
    callbacks: { attribute: 'callbackAt', within: '30 days', atMost: 2 },
    steps: [
      { name: 'one', queueId: 'a-queue', attempts: 2, retryAfter: '5 minutes', attributes: { a: 'b' } },
      { name: 'two', sourcePhoneNumber: '+12065550190', destinationPhoneNumber: '+12065550101', backoff: 2 },
    ],
    on: { busy: { action: 'retry', retryAfter: '1 minute', increment: '1 minute' }, fax: 'stop' },
    callingHours: {
      ...{
        timeZone: 'recipient',
        weekly: { monday: [['09:00', '17:00']] },
        holidays: ['US'],
        closedOn: ['2026-12-25'],
      },
      unknownTimeZone: 'refuse',
    },
    beforeDial: { activity: 'mayCall', taskQueue: 'crm', timeout: '10 seconds' },
    rules: [{ pack: 'us-tcpa', override: {} }, 'us-reg-f', { name: 'own', title: 'Own', source, rules: [] }],
    limits: {
      attempts: 3,
      deadline: '7 days',
      perDay: 2,
      rolling: [{ most: 7, within: '7 days' }],
      rest: ['1 hour'],
    },
    ...{
      resend: 'same-token',
      resendWindow: '60 seconds',
      usualTalk: '5 minutes',
      quietPeriod: '15 minutes',
    },
  },
};
