import assert from 'node:assert/strict';
import fc from 'fast-check';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { startRequest } from '../../src/connect/start-request';
import { numbersOf } from '../../src/domain/call/numbers-of';
import { parseRequest } from '../../src/domain/call/parse-request';
import { destinationGuardSchema, whyGuarded } from '../../src/domain/destination-guard';
import { planAttempt } from '../../src/domain/decide/plan-attempt';
import { readOptOuts } from '../../src/cli/opt-outs/read-opt-outs';
import { checkedNumber, checkedOptOut } from '../../src/domain/ledger/checked-opt-out';
import { readPhoneNumber } from '../../src/domain/read-phone-number';
import { optOutsId, personLedgerId } from '../../src/ledger/names';
import { runs } from '../support/runs';
import { callUnder, requestInput } from './fixtures';

/** A mobile of every country, E.164. */
const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number ?? []);

/** One number as people and programs write it: right, glued, decorated, or quite wrong. */
const spelling = (e164: string) => {
  const { countryCallingCode: code = '', nationalNumber = '' } = parsePhoneNumberFromString(e164) ?? {};
  return fc
    .record({
      before: fc.constantFrom('', '', '', ' ', '\u202a', '\ufeff', "'", 'tel:'),
      start: fc.constantFrom('+', '+', '+', '00', '011', ''),
      code: fc.constantFrom(code, code, code, `${code}${code}`, ''),
      trunk: fc.constantFrom('', '', '', '0', '(0)', '1', '8', '06', '9', '015'),
      separator: fc.constantFrom('', '', ' ', '-', '.', '\u00a0', '\u200b', '/'),
      after: fc.constantFrom('', '', '', ';ext=101', ' x101', '\u202c', ' '),
    })
    .map(({ before, start, trunk, separator, after, ...rest }) => {
      const national = Array.from(nationalNumber).join(separator);
      return `${before}${start}${rest.code}${separator}${trunk}${separator}${national}${after}`;
    });
};

const numberAndSpelling = fc
  .constantFrom(...numbers)
  .chain((e164) => fc.record({ e164: fc.constant<string>(e164), text: spelling(e164) }));

describe('one person has one spelling', () => {
  it('every mobile of the plans is read as itself', () => {
    assert.ok(numbers.length > 200);
    assert.deepEqual(
      numbers.filter((e164) => !('e164' in readPhoneNumber(e164))),
      [],
    );
  });

  it('whatever is accepted is dialed, guarded, counted and opted out as the number that the plans read', () => {
    fc.assert(
      fc.property(numberAndSpelling, ({ e164, text }) => {
        const input = requestInput({}, { destinationPhoneNumber: text });
        const parsed = parseRequest(input);
        const ofPlans = parsePhoneNumberFromString(text)?.number;
        if (!parsed.ok) {
          assert.throws(() => checkedNumber(text), TypeError);
          assert.throws(() => checkedOptOut({ number: text, since }), TypeError);
          return;
        }
        const { request } = parsed;
        const [number = ''] = numbersOf(request);
        assert.equal(number, ofPlans);
        assert.equal(checkedNumber(text), number);
        assert.equal(checkedOptOut({ number: text, since }).number, number);
        const listed = readOptOuts(`"${text}",${since}`, { now: since });
        assert.deepEqual(listed.optOuts, [{ number, since }]);
        assert.equal(optOutsId('calls', checkedNumber(text)), optOutsId('calls', number));
        if (ofPlans === e164) {
          const key = 'a key of a test, 32 characters long';
          const ledgerOf = (person: string) => personLedgerId(key, { taskQueue: 'calls', e164: person });
          assert.equal(ledgerOf(number), ledgerOf(e164));
        }
        const guard = destinationGuardSchema.parse({ deniedPrefixes: [e164.slice(0, -2)] });
        assert.equal(whyGuarded(guard, number) === undefined, !number.startsWith(e164.slice(0, -2)));
        const call = { workflowId: 'a-call', firstExecutionRunId: 'a-run' };
        const step = request.policy.steps[0];
        assert.ok(step);
        const plan = planAttempt({ ...callUnder({}), request }, step, { number: 1 });
        assert.equal(startRequest(call, plan).destinationPhoneNumber, number);
      }),
      { numRuns: runs(500) },
    );
  });

  it('two spellings of one number are never taken for two people', () => {
    const two = fc.constantFrom(...numbers).chain((e164) => fc.tuple(spelling(e164), spelling(e164)));
    fc.assert(
      fc.property(two, ([one, other]) => {
        const ofPlans = [one, other].map((text) => parsePhoneNumberFromString(text)?.number);
        fc.pre(ofPlans[0] !== undefined && ofPlans[0] === ofPlans[1]);
        const read = [one, other].flatMap((text) => {
          const reading = readPhoneNumber(text);
          return 'e164' in reading ? [reading.e164] : [];
        });
        assert.ok(new Set(read).size <= 1, read.join(' and '));
      }),
      { numRuns: runs(500) },
    );
  });
});

const since = '2026-11-23T09:00:00Z';
