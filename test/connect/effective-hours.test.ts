import assert from 'node:assert/strict';
import {
  ConnectClient,
  CreateHoursOfOperationOverrideCommand,
  type GetEffectiveHoursOfOperationsCommandOutput,
} from '@aws-sdk/client-connect';
import { FailureType } from '../../src/connect';
import { toEffectiveHours } from '../../src/connect/effective-hours';
import { simulatedInstance } from '../../src/simulator';
import { connectErrorOf, useLine } from './support';

const { instanceId, region } = simulatedInstance;
const hoursOfOperationId = 'eeeeeeee-0000-4000-8000-000000000001';
const thanksgiving = { from: '2026-11-25', until: '2026-11-28' };

describe('hours of operation through the AWS SDK', () => {
  const line = useLine();
  const effective = (asked = thanksgiving, id = hoursOfOperationId) =>
    line().connect.effectiveHours({ instanceId, hoursOfOperationId: id, ...asked });

  it('are read with their zone and their overrides, date by date', async () => {
    const client = new ConnectClient({
      endpoint: line().simulator.url,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await client.send(
      new CreateHoursOfOperationOverrideCommand({
        ...{ InstanceId: instanceId, HoursOfOperationId: hoursOfOperationId, Name: 'Thanksgiving' },
        ...{ Config: [], EffectiveFrom: '2026-11-26', EffectiveTill: '2026-11-26' },
      }),
    );
    client.destroy();
    assert.deepEqual(await effective(), {
      timeZone: 'America/Los_Angeles',
      dates: { '2026-11-25': [['09:00', '17:00']], '2026-11-27': [['09:00', '17:00']] },
      ...thanksgiving,
    });
  });

  for (const [code, status, type] of [
    ['ResourceNotFoundException', 404, FailureType.ResourceNotFound],
    ['InvalidParameterException', 400, FailureType.InvalidParameter],
    ['ThrottlingException', 429, FailureType.Throttled],
    ['AccessDeniedException', 403, FailureType.AccessDenied],
    ['InternalServiceException', 500, FailureType.InternalService],
  ] as const) {
    it(`(${code}) fail as ${type}`, async () => {
      const operation = 'GetEffectiveHoursOfOperations';
      line().simulator.fault({ operation, kind: 'error', code, status, message: 'no' });
      assert.equal((await connectErrorOf(effective())).type, type);
    });
  }

  it('that do not exist are not found', async () => {
    assert.equal(
      (await connectErrorOf(effective(thanksgiving, 'nowhere'))).type,
      FailureType.ResourceNotFound,
    );
  });
});

describe('what Amazon Connect answers about hours', () => {
  type Answer = Parameters<typeof toEffectiveHours>[0];
  type Days = NonNullable<GetEffectiveHoursOfOperationsCommandOutput['EffectiveHoursOfOperationList']>;

  const at = (Hours: number, Minutes = 0) => ({ Hours, Minutes });
  const datesOf = (days: Days, more: Partial<Answer> = {}) =>
    toEffectiveHours(
      { TimeZone: 'Asia/Manila', EffectiveHoursOfOperationList: days, ...more },
      { from: '2026-11-23', until: '2026-11-25' },
    ).dates;
  const night = (Date: string) => ({ Date, OperationalHours: [{ Start: at(21), End: at(6, 30) }] });

  it('may end at midnight', () => {
    const lateShift = { Date: '2026-11-23', OperationalHours: [{ Start: at(16), End: at(0) }] };
    assert.deepEqual(datesOf([lateShift]), { '2026-11-23': [['16:00', '24:00']] });
  });

  it('may be a whole day', () => {
    const always = { Date: '2026-11-23', OperationalHours: [{ Start: at(0), End: at(0) }] };
    assert.deepEqual(datesOf([always]), { '2026-11-23': [['00:00', '24:00']] });
  });

  it('may last into the next date, within the requested dates', () => {
    assert.deepEqual(datesOf([night('2026-11-23'), night('2026-11-25')]), {
      '2026-11-23': [['21:00', '24:00']],
      '2026-11-24': [['00:00', '06:30']],
      '2026-11-25': [['21:00', '24:00']],
    });
  });

  it('do not last into a date that has an override', () => {
    const EffectiveOverrideHoursList = [{ Date: '2026-11-24', OverrideHours: [] }];
    assert.deepEqual(datesOf([night('2026-11-23')], { EffectiveOverrideHoursList }), {
      '2026-11-23': [['21:00', '24:00']],
    });
  });

  it('without a zone, with an unknown zone or without times is refused', () => {
    const broken: Answer[] = [
      { TimeZone: undefined, EffectiveHoursOfOperationList: [] },
      { TimeZone: 'Mars/Olympus', EffectiveHoursOfOperationList: [] },
      { TimeZone: 'UTC', EffectiveHoursOfOperationList: undefined },
      {
        TimeZone: 'UTC',
        EffectiveHoursOfOperationList: [
          { Date: '2026-11-23', OperationalHours: [{ Start: at(9), End: undefined }] },
        ],
      },
      { TimeZone: 'UTC', EffectiveHoursOfOperationList: [{ Date: 'Monday', OperationalHours: [] }] },
    ];
    for (const answer of broken) {
      assert.throws(() => toEffectiveHours(answer, { from: '2026-11-23', until: '2026-11-25' }));
    }
  });
});
