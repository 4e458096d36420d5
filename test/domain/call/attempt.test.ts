import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attemptId } from '../../../src/domain/call/attempt';

describe('attemptId', () => {
  it('is made from the first run of the call and the attempt’s number, and nothing else', () => {
    const call = { workflowId: 'reminder-7', firstExecutionRunId: '0198-run' };
    assert.equal(attemptId(call, 3), '0198-run.3');
  });

  it('is never the same for two attempts', () => {
    const anyRun = fc.stringMatching(/^[0-9a-f-]{1,8}$/);
    const anyNumber = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(anyRun, anyNumber, anyRun, anyNumber, (run, number, otherRun, otherNumber) => {
        const same = run === otherRun && number === otherNumber;
        const one = attemptId({ workflowId: 'w', firstExecutionRunId: run }, number);
        const other = attemptId({ workflowId: 'w', firstExecutionRunId: otherRun }, otherNumber);
        assert.equal(one === other, same);
      }),
    );
  });
});
