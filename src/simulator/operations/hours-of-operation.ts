import { z } from 'zod';
import { daysBetween, effectiveHours, type Span } from '../effective-hours';
import { invalidParameter } from '../errors';
import { existingHoursOfOperation, instanceArn } from '../identifiers';
import { dateSchema } from '../seed/hours';
import { inInstance, instanceIdSchema } from './common';
import { wireSlot, wireTimeOfDay } from './hours-of-operation.wire';
import type { Operation } from './operation';
import { parseMembers } from './parse';

const labelsSchema = z.object({ InstanceId: instanceIdSchema, HoursOfOperationId: z.string() });

export const describeHoursOfOperation: Operation<'DescribeHoursOfOperation'> = {
  name: 'DescribeHoursOfOperation',
  method: 'GET',
  path: '/hours-of-operations/:InstanceId/:HoursOfOperationId',
  answer({ labels }, world) {
    const { request, instance } = inInstance(labelsSchema, labels, world);
    const hours = existingHoursOfOperation(instance, request.HoursOfOperationId);
    return {
      HoursOfOperation: {
        HoursOfOperationId: hours.hoursOfOperationId,
        HoursOfOperationArn: `${instanceArn(world.seed, instance)}/operating-hours/${hours.hoursOfOperationId}`,
        Name: hours.name,
        Description: hours.description,
        TimeZone: hours.timeZone,
        Config: hours.config.map(wireSlot),
      },
    };
  },
};

const rangeSchema = z.object({ fromDate: dateSchema, toDate: dateSchema });

/** The real limit is not documented. */
const mostDays = 366;

export const getEffectiveHoursOfOperations: Operation<'GetEffectiveHoursOfOperations'> = {
  name: 'GetEffectiveHoursOfOperations',
  method: 'GET',
  path: '/effective-hours-of-operations/:InstanceId/:HoursOfOperationId',
  answer({ labels, query }, world) {
    const { request, instance } = inInstance(labelsSchema, labels, world);
    const { fromDate, toDate } = parseMembers(rangeSchema, query);
    const hours = existingHoursOfOperation(instance, request.HoursOfOperationId);
    if (toDate < fromDate) throw invalidParameter('toDate: is before fromDate');
    if (daysBetween(fromDate, toDate) >= mostDays) {
      throw invalidParameter(`toDate: ${mostDays} days at most from fromDate`);
    }
    const effective = effectiveHours(hours.config, world.overrides.of(instance, hours), fromDate, toDate);
    return {
      EffectiveHoursOfOperationList: effective.map(({ date, open }) => ({
        Date: date,
        OperationalHours: open.map(wireSpan),
      })),
      EffectiveOverrideHoursList: effective
        .filter(({ overrides }) => overrides.length > 0)
        .map(({ date, overrides }) => ({
          Date: date,
          OverrideHours: overrides.map(({ span, name, status }) => ({
            ...wireSpan(span),
            OverrideName: name,
            OperationalStatus: status,
          })),
        })),
      TimeZone: hours.timeZone,
    };
  },
};

function wireSpan([from, to]: Span) {
  return { Start: wireTimeOfDay(from), End: wireTimeOfDay(to) };
}
