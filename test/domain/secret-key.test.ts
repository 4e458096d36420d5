import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readSecretKey } from '../../src/domain/secret-key';
import { ledgerSchema } from '../../src/domain/ledger/ledger-settings';
import { simulatedLedger } from '../../src/testing';

describe('a secret key', () => {
  it('of 32 random bytes is read in base64, base64url and hex, with a line break around it', () => {
    const bytes = randomBytes(32);
    for (const text of [
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      ` ${bytes.toString('base64')}\n`,
    ]) {
      const read = readSecretKey(text);
      assert.ok('bytes' in read, text);
      assert.deepEqual(Buffer.from(read.bytes), bytes);
    }
  });

  const weak: [what: string, text: string, why: RegExp][] = [
    ['nothing', '', /got 0 characters/],
    ['a password', 'passwordpassword', /32 random bytes in base64 .*got 16 characters/],
    ['16 bytes', randomBytes(16).toString('base64'), /got 24 characters/],
    ['64 bytes', randomBytes(64).toString('base64'), /got 88 characters/],
    ['a word of 32 letters', Buffer.from('passwordpasswordpasswordpassword').toString('base64'), /is text/],
    [
      'hex digits taken for bytes',
      Buffer.from(randomBytes(16).toString('hex')).toString('base64'),
      /is text/,
    ],
    ['zeros', '0'.repeat(64), /repeats few bytes/],
    ['a byte pattern', '00ff12ab'.repeat(8), /repeats few bytes/],
    ['counted bytes', Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('hex'), /counts/],
    [
      'bytes counted down',
      Buffer.from(Array.from({ length: 32 }, (_, at) => 250 - at)).toString('hex'),
      /counts/,
    ],
  ];
  for (const [what, text, why] of weak) {
    it(`(${what}) is refused: the message says why and how a key is made, and does not repeat it`, () => {
      const read = readSecretKey(text);
      assert.ok('problem' in read);
      assert.match(read.problem, why);
      assert.match(read.problem, /openssl rand -base64 32/);
      if (text !== '') assert.ok(!read.problem.includes(text));
    });
  }

  it('is what a ledger takes, and nothing weaker', () => {
    const key = randomBytes(32).toString('base64');
    assert.deepEqual(ledgerSchema.parse({ keys: [key] }).keys, [key]);
    assert.deepEqual(ledgerSchema.parse(simulatedLedger), simulatedLedger);
    for (const weakKey of ['passwordpassword', 'a'.repeat(44)]) {
      assert.throws(() => ledgerSchema.parse({ keys: [key, weakKey] }), /openssl rand -base64 32/);
    }
  });
});
