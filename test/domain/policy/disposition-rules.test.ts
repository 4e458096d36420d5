import assert from 'node:assert/strict';
import { dispositions } from '../../../src/domain/call/disposition';
import { allRules, ruleFor } from '../../../src/domain/policy/disposition-rules';

describe('what a disposition leads to', () => {
  const own = { busy: { action: 'retry', retryAfter: 300_000 }, abandoned: { action: 'next-step' } } as const;

  it('is what the policy says, and the usual where it says nothing', () => {
    assert.deepEqual(allRules(own), {
      answered: { action: 'retry' },
      voicemail: { action: 'retry' },
      'no-answer': { action: 'retry' },
      busy: { action: 'retry', retryAfter: 300_000 },
      abandoned: { action: 'next-step' },
      'telecom-problem': { action: 'retry' },
      cancelled: { action: 'retry' },
      unknown: { action: 'retry' },
      blocked: { action: 'next-step', retryAfter: 0 },
      'invalid-number': { action: 'next-number', retryAfter: 0 },
      'not-allowed': { action: 'next-number', retryAfter: 0 },
      fax: { action: 'next-number' },
    });
  });

  it('is shown to people as decisions use it', () => {
    for (const one of dispositions) assert.deepEqual(allRules(own)[one], ruleFor(own, one));
  });
});
