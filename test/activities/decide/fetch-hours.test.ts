import assert from 'node:assert/strict';
import { FailureType, type Connect } from '../../../activities';
import { ConnectError } from '../../../src/connect';
import { simulatedInstance } from '../../../src/simulator';
import { useLine } from '../../connect/support';
import { activitiesOn, activityEnvironment, failureOf } from '../support';
import type { FetchHoursInput, FetchHoursResult } from '../../../src/contract/decide';

const { instanceId } = simulatedInstance;
const operation = 'GetEffectiveHoursOfOperations';
const asked: FetchHoursInput = {
  instanceId,
  hoursOfOperationId: 'eeeeeeee-0000-4000-8000-000000000001',
  ...{ from: '2026-11-22', until: '2026-11-24', maxAge: 3_600_000 },
};
const nineToFive = [['09:00', '17:00']];

describe('fetching hours of operation', () => {
  const line = useLine();
  const worker = (
    connect = line().connect,
  ): ((input?: Partial<FetchHoursInput>) => Promise<FetchHoursResult>) => {
    const { outboundFetchHours: fetchHours } = activitiesOn(line(), { connect });
    return (input = {}) => activityEnvironment().run(fetchHours, { ...asked, ...input });
  };
  const requests = () => line().simulator.requests()[operation]?.accepted;

  it('returns the requested dates, and how old the answer is', async () => {
    assert.deepEqual(await worker()(), {
      hours: {
        timeZone: 'America/Los_Angeles',
        dates: { '2026-11-23': nineToFive, '2026-11-24': nineToFive },
        ...{ from: '2026-11-22', until: '2026-11-24' },
      },
      ageMs: 0,
    });
  });

  it('sends one request for all calls of a worker, until the answer is half as old as it may be', async () => {
    const fetch = worker();
    await Promise.all([fetch(), fetch({ until: '2026-11-29' }), fetch()]);
    line().pass(1_800);
    const { ageMs: age, hours } = await fetch({ until: '2026-12-10' });
    assert.deepEqual([age, hours.until, requests()], [1_800_000, '2026-12-10', 1]);
    assert.deepEqual(hours.dates['2026-12-10'], nineToFive);
    line().pass(1);
    assert.deepEqual([(await fetch()).ageMs, requests()], [0, 2]);
    await fetch({ maxAge: 1_000 });
    line().pass(1);
    assert.equal((await fetch({ maxAge: 1_000 })).ageMs, 0);
    assert.equal(requests(), 3);
  });

  it('does not remember a failure', async () => {
    const fetch = worker();
    line().simulator.fault({ operation, kind: 'error', code: 'AccessDeniedException', status: 403 });
    const failure = await failureOf(fetch());
    assert.deepEqual([failure.type, failure.nonRetryable], [FailureType.AccessDenied, false]);
    assert.equal((await fetch()).ageMs, 0);
  });

  it('that do not exist fails for good, and says what to fix', async () => {
    const failure = await failureOf(worker()({ hoursOfOperationId: 'nowhere' }));
    assert.deepEqual([failure.type, failure.nonRetryable], [FailureType.ResourceNotFound, true]);
    assert.match(failure.message, /nowhere of instance .*policy\.callingHours\.hoursOfOperationId/);
  });

  it('requests a week where Amazon Connect refuses a longer range: later dates stay unknown', async () => {
    const { connect } = line();
    const weekly: Connect = {
      ...connect,
      effectiveHours: (range) =>
        Date.parse(range.until) - Date.parse(range.from) > 7 * 86_400_000
          ? Promise.reject(new ConnectError(FailureType.InvalidParameter, 'range too long', false))
          : connect.effectiveHours(range),
    };
    const { hours } = await worker(weekly)({ until: '2026-12-10' });
    assert.deepEqual([hours.from, hours.until], ['2026-11-22', '2026-11-28']);
    assert.deepEqual(hours.dates['2026-11-24'], nineToFive);
  });
});
