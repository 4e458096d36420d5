import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskPhoneNumber, maskPhoneNumbersIn } from '../../src/domain/mask';

describe('maskPhoneNumber', () => {
  const masked: [number: string, shown: string][] = [
    ['+12065550100', '+1206•••0100'],
    ['+33155500100', '+3315•••0100'],
    ['+493012345678', '+4930•••5678'],
    ['+4520123456', '+45•••56'],
    ['+352123456', '+35•••56'],
    ['+29012345', '+2•••'],
    ['+12', '+1•••'],
    ['', '•••'],
  ];
  for (const [number, shown] of masked) {
    it(`shows ${number || 'nothing'} as ${shown}`, () => {
      assert.equal(maskPhoneNumber(number), shown);
    });
  }

  it('hides three digits at least of every number that is long enough to ring a phone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{4,14}$/), (number) => {
        const shown = maskPhoneNumber(number).replace('•••', '').length;
        assert.ok(number.length - shown >= 3, `${number} is shown as ${maskPhoneNumber(number)}`);
      }),
    );
  });
});

describe('maskPhoneNumbersIn', () => {
  it('masks each phone number of a text, and nothing else', () => {
    assert.equal(
      maskPhoneNumbersIn('+12065550100 and [+493012345678]: code +1 of 2026-11-30'),
      '+1206•••0100 and [+4930•••5678]: code +1 of 2026-11-30',
    );
  });
});
