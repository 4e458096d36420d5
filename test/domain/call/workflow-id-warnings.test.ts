import assert from 'node:assert/strict';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { workflowIdWarnings } from '../../../src/domain/call/workflow-id-warnings';
import { requestInput } from '../fixtures';

describe('a workflow ID', () => {
  const warnings = (workflowId: string, destinationPhoneNumber = '+12065550165') => {
    const parsed = parseRequest({ ...requestInput(), destinationPhoneNumber });
    assert.ok(parsed.ok);
    return workflowIdWarnings(parsed.request, workflowId);
  };

  for (const id of [
    'reminder-+12065550165',
    'reminder-12065550165',
    'reminder-2065550165',
    'r (206) 555-0165',
  ])
    it(`is warned of when it has the number: ${id}`, () => {
      assert.match(warnings(id)[0] ?? '', /^The workflow ID contains the digits of a phone number/);
    });

  it('is warned of when it has the number as it is dialed inside its country', () => {
    assert.equal(warnings('reminder-0155500100', '+33155500100').length, 1);
  });

  for (const id of [
    'reminder-A-1001',
    'reminder-5550165',
    '0199c0de-0000-7000-8000-00000000000c',
    '2026-12-01T09:00',
  ])
    it(`is not warned of when it only has other digits: ${id}`, () => {
      assert.deepEqual(warnings(id), []);
    });

  it('is warned of without repeating the number', () => {
    assert.doesNotMatch(warnings('reminder-+12065550165').join(), /\d/);
  });
});
