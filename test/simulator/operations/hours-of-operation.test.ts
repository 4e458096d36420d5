import assert from 'node:assert/strict';
import {
  CreateHoursOfOperationOverrideCommand,
  DeleteHoursOfOperationOverrideCommand,
  DescribeHoursOfOperationCommand,
  DescribeHoursOfOperationOverrideCommand,
  DuplicateResourceException,
  GetEffectiveHoursOfOperationsCommand,
  LimitExceededException,
  ListHoursOfOperationOverridesCommand,
  ResourceNotFoundException,
  SearchHoursOfOperationOverridesCommand,
  UpdateHoursOfOperationOverrideCommand,
  type CreateHoursOfOperationOverrideCommandInput,
  type HoursOfOperationDays,
} from '@aws-sdk/client-connect';
import { simulatedInstance } from '../../../src/simulator';
import { effectiveHours } from '../../../src/simulator/effective-hours';
import { overrideSchema, type Override } from '../../../src/simulator/seed/hours';
import { usePhones } from '../support';

const InstanceId = simulatedInstance.instanceId;
const HoursOfOperationId = 'eeeeeeee-0000-4000-8000-000000000001';
const hours = { InstanceId, HoursOfOperationId };

const slot = (Day: HoursOfOperationDays, from: number, till: number) => ({
  Day,
  StartTime: { Hours: from, Minutes: 0 },
  EndTime: { Hours: till, Minutes: 0 },
});

describe('Hours of operation', () => {
  const phones = usePhones();

  const create = async (members: Partial<CreateHoursOfOperationOverrideCommandInput> = {}) => {
    const { HoursOfOperationOverrideId } = await phones().client.send(
      new CreateHoursOfOperationOverrideCommand({
        ...hours,
        Name: 'Thanksgiving',
        Config: [],
        EffectiveFrom: '2026-11-26',
        EffectiveTill: '2026-11-26',
        ...members,
      }),
    );
    assert(HoursOfOperationOverrideId);
    return HoursOfOperationOverrideId;
  };
  const effective = (FromDate: string, ToDate: string) =>
    phones().client.send(new GetEffectiveHoursOfOperationsCommand({ ...hours, FromDate, ToDate }));

  it('are described with their zone and their week', async () => {
    const { HoursOfOperation } = await phones().client.send(new DescribeHoursOfOperationCommand(hours));
    assert.equal(HoursOfOperation?.TimeZone, 'America/Los_Angeles');
    assert.deepEqual(HoursOfOperation.Config?.[0], slot('MONDAY', 9, 17));
  });

  it('hold on weekdays, and not on the day of an override that closes', async () => {
    await create();
    const { EffectiveHoursOfOperationList, EffectiveOverrideHoursList, TimeZone } = await effective(
      '2026-11-25',
      '2026-11-28',
    );
    const nineToFive = { Start: { Hours: 9, Minutes: 0 }, End: { Hours: 17, Minutes: 0 } };
    assert.deepEqual(EffectiveHoursOfOperationList, [
      { Date: '2026-11-25', OperationalHours: [nineToFive] },
      { Date: '2026-11-26', OperationalHours: [] },
      { Date: '2026-11-27', OperationalHours: [nineToFive] },
      { Date: '2026-11-28', OperationalHours: [] },
    ]);
    assert.equal(EffectiveOverrideHoursList?.length, 1);
    assert.equal(EffectiveOverrideHoursList[0]?.Date, '2026-11-26');
    assert.equal(EffectiveOverrideHoursList[0].OverrideHours?.[0]?.OperationalStatus, 'CLOSED');
    assert.equal(TimeZone, 'America/Los_Angeles');
  });

  it('have overrides that can be created, described, listed, searched, updated and deleted', async () => {
    const id = await create();
    const one = { ...hours, HoursOfOperationOverrideId: id };
    await phones().client.send(
      new UpdateHoursOfOperationOverrideCommand({ ...one, Config: [slot('THURSDAY', 10, 12)] }),
    );
    const described = await phones().client.send(new DescribeHoursOfOperationOverrideCommand(one));
    assert.deepEqual(described.HoursOfOperationOverride?.Config, [slot('THURSDAY', 10, 12)]);
    assert.equal(described.HoursOfOperationOverride.OverrideType, 'STANDARD');

    await create({ Name: 'Christmas', EffectiveFrom: '2026-12-25', EffectiveTill: '2026-12-25' });
    const list = () => phones().client.send(new ListHoursOfOperationOverridesCommand(hours));
    assert.equal((await list()).HoursOfOperationOverrideList?.length, 2);
    const found = await phones().client.send(
      new SearchHoursOfOperationOverridesCommand({
        InstanceId,
        SearchCriteria: {
          AndConditions: [
            { StringCondition: { FieldName: 'Name', Value: 'christ', ComparisonType: 'STARTS_WITH' } },
            {
              DateCondition: {
                FieldName: 'EffectiveFrom',
                Value: '2026-12-01',
                ComparisonType: 'GREATER_THAN',
              },
            },
          ],
        },
      }),
    );
    assert.deepEqual(
      found.HoursOfOperationOverrides?.map(({ Name }) => Name),
      ['Christmas'],
    );

    await phones().client.send(new DeleteHoursOfOperationOverrideCommand(one));
    assert.equal((await list()).HoursOfOperationOverrideList?.length, 1);
    await assert.rejects(
      phones().client.send(new DescribeHoursOfOperationOverrideCommand(one)),
      ResourceNotFoundException,
    );
  });

  it('take no two overrides of one name, none that ends before it starts, and no more than 50', async () => {
    await create();
    await assert.rejects(create(), DuplicateResourceException);
    await assert.rejects(create({ Name: 'Backwards', EffectiveTill: '2026-11-25' }), {
      name: 'InvalidParameterException',
    });
    for (let index = 1; index < 50; index += 1) await create({ Name: `Day ${index}` });
    await assert.rejects(create({ Name: 'One more' }), LimitExceededException);
  });

  it('refuse dates that are none', async () => {
    await assert.rejects(effective('2026-13-01', '2026-12-01'), { name: 'InvalidParameterException' });
    await assert.rejects(effective('2026-12-02', '2026-12-01'), { name: 'InvalidParameterException' });
  });
});

describe('Effective hours', () => {
  const week = [{ day: 'MONDAY' as const, start: '09:00', end: '17:00' }];
  const monday = '2026-11-23';
  const override = (members: Partial<Override>): Override =>
    overrideSchema.parse({
      overrideId: 'o',
      name: 'o',
      config: [],
      effectiveFrom: '2026-01-01',
      effectiveTill: '2026-12-31',
      ...members,
    });
  const openOn = (date: string, ...overrides: Override[]) =>
    effectiveHours(week, overrides, date, date)[0]?.open;

  it('are longer by what is OPEN and shorter by what is CLOSED', () => {
    const at = (start: string, end: string) => ({ config: [{ day: 'MONDAY' as const, start, end }] });
    assert.deepEqual(openOn(monday, override({ type: 'OPEN', ...at('16:00', '20:00') })), [[540, 1200]]);
    assert.deepEqual(openOn(monday, override({ type: 'CLOSED', ...at('12:00', '13:00') })), [
      [540, 720],
      [780, 1020],
    ]);
    assert.deepEqual(openOn(monday, override({ type: 'STANDARD', ...at('10:00', '11:00') })), [[600, 660]]);
  });

  it('are none on a day that is CLOSED without hours', () => {
    assert.deepEqual(openOn(monday, override({ type: 'CLOSED' })), []);
  });

  it('go on past midnight', () => {
    const night = [{ day: 'SUNDAY' as const, start: '22:00', end: '06:00' }];
    assert.deepEqual(
      effectiveHours(night, [], '2026-11-22', monday).map(({ open }) => open),
      [[[1320, 1440]], [[0, 360]]],
    );
    const whole = [{ day: 'MONDAY' as const, start: '00:00', end: '00:00' }];
    assert.deepEqual(effectiveHours(whole, [], monday, monday)[0]?.open, [[0, 1440]]);
  });

  it('follow an override that recurs: each second week, the last day of a month, the fourth Thursday of November', () => {
    const closed = (day: Override['config'][number]['day'], recurrence: Override['recurrence']) =>
      override({
        effectiveFrom: '2026-11-01',
        effectiveTill: '2030-12-31',
        type: 'CLOSED',
        config: [{ day, start: '00:00', end: '00:00' }],
        recurrence,
      });
    const biweekly = closed('MONDAY', { frequency: 'WEEKLY', interval: 2 });
    assert.deepEqual(openOn('2026-11-02', biweekly), []);
    assert.deepEqual(openOn('2026-11-09', biweekly), [[540, 1020]]);
    assert.deepEqual(openOn('2026-11-16', biweekly), []);
    const lastDay = closed('MONDAY', { frequency: 'MONTHLY', interval: 1, byMonthDay: [-1] });
    assert.deepEqual(openOn('2026-11-30', lastDay), []);
    assert.deepEqual(openOn('2026-11-23', lastDay), [[540, 1020]]);
    const thanksgiving = closed('THURSDAY', {
      frequency: 'YEARLY',
      interval: 1,
      byMonth: [11],
      byWeekdayOccurrence: [4],
    });
    const toldOn = (date: string) => effectiveHours(week, [thanksgiving], date, date)[0]?.overrides.length;
    assert.equal(toldOn('2026-11-26'), 1);
    assert.equal(toldOn('2027-11-25'), 1);
    assert.equal(toldOn('2026-11-19'), 0);
  });
});
