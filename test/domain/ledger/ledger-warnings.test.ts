import assert from 'node:assert/strict';
import { ledgerWarnings } from '../../../src/domain/ledger/ledger-warnings';
import { limitsOfPolicy } from '../../../src/domain/policy/limits-of-policy';
import { policySchema } from '../../../src/domain/policy/policy';
import { quickPolicy } from '../../support/calls';

const hour = 60 * 60_000;
const day = 24 * hour;

describe('a limit on a person', () => {
  it('that looks back further than the ledger keeps contacts is warned of, with what to set', () => {
    const limits = limitsOf({ rolling: [{ most: 3, within: '120 days' }], perDay: 1, rest: ['7 days'] });
    const [warning, ...others] = ledgerWarnings(limits, { keepFor: 90 * day });
    assert.match(
      warning ?? '',
      /^policy\.limits\.rolling\[0\]: .*\(ledger\.keepFor in temporal\.config\.ts: 90 days\).*at least 120 days\.$/,
    );
    assert.deepEqual(others, []);
  });

  it('a day is warned of where contacts are kept for less than a day', () => {
    const [warning] = ledgerWarnings(limitsOf({ perDay: 1 }), { keepFor: 23 * hour });
    assert.match(warning ?? '', /^policy\.limits\.perDay: .*: 23 hours\).*at least 1 day/);
  });

  it('that the ledger reaches back to is not warned of', () => {
    const limits = limitsOf({ rolling: [{ most: 3, within: '90 days' }], perDay: 1, rest: ['7 days'] });
    assert.deepEqual(ledgerWarnings(limits, { keepFor: 90 * day }), []);
  });
});

function limitsOf(limits: NonNullable<Parameters<typeof quickPolicy>[0]>['limits']) {
  return limitsOfPolicy(policySchema.parse(quickPolicy({ limits })).limits);
}
