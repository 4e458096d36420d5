import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { safeMessage } from '../../src/connect/safe-message';
import { connectErrorOf, useLine } from './support';

describe('a message of Amazon Connect', () => {
  const shown: [what: string, message: string, safe: string][] = [
    ['a number', 'Calls to +12065550107 are not allowed', 'Calls to +1206•••0107 are not allowed'],
    ['a number without its plus', 'No route to 12065550107', 'No route to •••'],
    ['an attribute', 'customer: Ada Lovelace is invalid', 'customer: ••• is invalid'],
    ['part of an attribute', 'Ada is invalid', '••• is invalid'],
    [
      'quoted members, even of one character',
      "2 validation errors detected: Value '7' at 'attributes' failed to satisfy constraint: too short; Value 'a' at 'b' of x' at 'references.1.member' failed to satisfy constraint: bad",
      "2 validation errors detected: Value '•••' at 'attributes' failed to satisfy constraint: too short; Value '•••' at 'references.1.member' failed to satisfy constraint: bad",
    ],
  ];
  for (const [what, message, safe] of shown) {
    it(`that repeats ${what} is masked`, () => {
      assert.equal(safeMessage(message, ['12065550107', 'Ada', 'Ada Lovelace', '7']), safe);
    });
  }

  it('is cut at 300 characters', () => {
    assert.equal(safeMessage('x'.repeat(10_000)).length, 301);
    assert.equal(safeMessage('x'.repeat(300)).length, 300);
  });
});

describe('an error of a dial', () => {
  const line = useLine();

  it('has nothing of the request in its message, its stack or a cause', async () => {
    const attributes = { customer: 'Ada Lovelace', account: 'DE-77-4711' };
    const personal = {
      destinationPhoneNumber: '+12065550107',
      name: 'Ms Lovelace',
      description: 'Arrears of May',
    };
    const references = { file: { type: 'URL' as const, value: 'https://crm.example/4711' } };
    const secrets = [...Object.values(attributes), ...Object.values(personal), references.file.value];
    line().failDials({ kind: 'error', code: 'InvalidParameterException', message: secrets.join(' and ') });
    const error = await connectErrorOf(line().dial({ ...personal, attributes, references }));
    assert.equal(
      error.message,
      'StartOutboundVoiceContact: InvalidParameterException: ••• and ••• and +1206•••0107 and ••• and ••• and •••',
    );
    assert.equal(error.cause, undefined);
    for (const secret of secrets) assert.ok(!inspect(error).includes(secret), secret);
  });
});
