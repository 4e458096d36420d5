import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOptOuts } from '../../../src/cli/opt-outs/read-opt-outs';
import { optOutLines } from '../../../src/cli/opt-outs/write-opt-outs';
import { checkedOptOut } from '../../../src/domain/ledger/checked-opt-out';
import { longestReason, reasonInShort } from '../../../src/domain/ledger/opt-outs';

const now = '2026-11-23T09:00:00Z';
const since = '2026-01-02T03:04:05.678Z';

/** What people and programs write: all of Unicode, with line breaks, commas, controls and halves of characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      '\n',
      '\r',
      '\t',
      '\u2028',
      '\u0085',
      '\0',
      ' ',
      ',',
      ';',
      '|',
      '"',
      "'",
      '#',
      '+',
      '=',
      'é',
      '😀',
    ),
  }),
  fc.constant('x\n+12065550199'),
  fc.constantFrom('"no calls" they said', 'asked "twice"', '"', 'a;b', '2026-01-02', 'sep=;'),
  fc.constant(`${'x'.repeat(longestReason - 1)}😀`),
);

const optOuts = fc
  .uniqueArray(fc.integer({ min: 0, max: 9_999 }), { maxLength: 8 })
  .map((all) => all.sort((a, b) => a - b).map((last) => `+1206555${String(last).padStart(4, '0')}`))
  .chain((numbers) =>
    fc.tuple(...numbers.map((number) => fc.option(anyText).map((reason) => ({ number, since, reason })))),
  );

describe('an exported do-not-call list', () => {
  it('is the same list when it is imported, whatever the reasons: nobody else gets onto it', () => {
    fc.assert(
      fc.property(optOuts, (all) => {
        const raw = all.map(({ number, reason }) => ({
          number,
          since,
          ...(reason === null ? {} : { reason }),
        }));
        const kept = raw.map(({ number, reason = '' }) => {
          const said = reasonInShort(reason);
          return checkedOptOut({ number, since, ...(said === '' ? {} : { reason: said }) });
        });
        const file = (list: typeof raw) => Buffer.from(optOutLines(list)).toString();
        const read = (text: string) => readOptOuts(text, { now });
        assert.deepEqual(read(file(kept)), { optOuts: kept, bad: [] });
        // A list that was made before reasons were one line.
        assert.deepEqual(read(file(raw)), { optOuts: kept, bad: [] });
        // As a spreadsheet saves it again.
        assert.deepEqual(
          read(`\uFEFFNumber,Since,Reason\r\n${file(kept).replaceAll('\n', '\r\n')}`).optOuts,
          kept,
        );
      }),
    );
  });

  it('has reasons of one line that say what was said', () => {
    assert.equal(reasonInShort('  asked\r\non the\tphone, twice\n'), 'asked on the phone, twice');
    assert.equal(reasonInShort('x'.repeat(longestReason + 1)).length, longestReason);
  });
});
