import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../../../activities';
import type { FaultKind } from '../../../src/simulator';
import { useLine } from '../../connect/support';
import { dial } from '../support';

/** What one fault of one request does to a dial. The table of docs/failures.md, which a test holds to it. */
interface Row {
  readonly fault: FaultKind;
  readonly how: 'started' | 'not-sent' | FailureType;
  /** Is the failure tried again, by the workflow or by a retry policy? */
  readonly again: boolean;
  /** After how long, milliseconds: at least, at most. */
  readonly after?: readonly [number, number];
  readonly rings: 0 | 1;
}

const exception = (code: string, status?: number): FaultKind => ({ kind: 'error', code, status });

const rows: readonly Row[] = [
  { fault: { kind: 'drop-before' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'drop-after' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'hang-after' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'error-after' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'html-error' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'html-error-after' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'truncate-after' }, how: 'started', again: true, rings: 1 },
  { fault: { kind: 'slow', milliseconds: 300 }, how: 'started', again: false, rings: 1 },
  { fault: { kind: 'throttle' }, how: 'not-sent', again: true, after: [1_000, 2_000], rings: 0 },
  { fault: exception('ThrottlingException'), how: 'not-sent', again: true, after: [1_000, 2_000], rings: 0 },
  {
    fault: exception('LimitExceededException'),
    how: 'not-sent',
    again: true,
    after: [15_000, 30_000],
    rings: 0,
  },
  { fault: exception('InternalServiceException'), how: 'started', again: true, rings: 1 },
  { fault: exception('InvalidRequestException'), how: FailureType.InvalidRequest, again: false, rings: 0 },
  {
    fault: exception('InvalidParameterException'),
    how: FailureType.InvalidParameter,
    again: false,
    rings: 0,
  },
  {
    fault: exception('ResourceNotFoundException'),
    how: FailureType.ResourceNotFound,
    again: false,
    rings: 0,
  },
  {
    fault: exception('DestinationNotAllowedException'),
    how: FailureType.DestinationNotAllowed,
    again: false,
    rings: 0,
  },
  {
    fault: exception('OutboundContactNotPermittedException'),
    how: FailureType.OutboundContactNotPermitted,
    again: false,
    rings: 0,
  },
  {
    fault: exception('AccessDeniedException'),
    how: FailureType.AccessDenied,
    again: true,
    after: [30_000, 30_000],
    rings: 0,
  },
  {
    fault: exception('UnrecognizedClientException', 403),
    how: FailureType.AccessDenied,
    again: true,
    after: [30_000, 30_000],
    rings: 0,
  },
  {
    fault: exception('ExpiredTokenException', 403),
    how: FailureType.AccessDenied,
    again: true,
    after: [30_000, 30_000],
    rings: 0,
  },
  { fault: exception('ServiceUnavailable', 503), how: 'started', again: true, rings: 1 },
  { fault: exception('ServiceQuotaExceededException'), how: FailureType.Refused, again: false, rings: 0 },
  { fault: exception('SomethingNew', 400), how: FailureType.Refused, again: false, rings: 0 },
];

describe('every exception and fault, through the dial activity', () => {
  const line = useLine();

  for (const { fault, how, again, after, rings } of rows) {
    it(`${nameOf(fault)}: ${how}, the phone rings ${rings === 0 ? 'not at all' : 'once'}`, async () => {
      line().failDials(fault);
      const dialed = await dial(line()).catch((error: unknown) => error);
      if (dialed instanceof ApplicationFailure) {
        assert.equal(dialed.type, how);
        assert.equal(dialed.nonRetryable, !again);
        assertBetween(dialed.nextRetryDelay, after);
      } else {
        assert.ok(isDialed(dialed), String(dialed));
        assert.equal(dialed.result, how);
        assertBetween(dialed.obstacle?.retryAfterMs, after);
      }
      assert.equal(line().simulator.dials().length, rings);
    });
  }

  it('is in docs/failures.md as it is here', () => {
    const page = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'failures.md'), 'utf8').replace(
      / +/g,
      ' ',
    );
    for (const { fault, how, rings } of rows) {
      const row = `| \`${nameOf(fault)}\` | \`${how}\` |`;
      const line = page.split('\n').find((candidate) => candidate.startsWith(row));
      assert.ok(line, `no row that begins with ${row}`);
      assert.ok(line.trim().endsWith(`| ${rings} |`), line);
    }
  });
});

function nameOf(fault: FaultKind): string {
  return fault.kind === 'error' ? fault.code : fault.kind;
}

function isDialed(value: unknown): value is { result: string; obstacle?: { retryAfterMs?: number } } {
  return typeof value === 'object' && value !== null && 'result' in value;
}

function assertBetween(delay: unknown, bounds: readonly [number, number] | undefined): void {
  if (!bounds) {
    assert.equal(delay ?? undefined, undefined);
    return;
  }
  assert.ok(typeof delay === 'number' && delay >= bounds[0] && delay <= bounds[1], String(delay));
}
