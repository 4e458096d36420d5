import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { duplicateResource, invalidParameter, limitExceeded, notFound } from '../errors';
import { existingHoursOfOperation, instanceArn } from '../identifiers';
import { dateSchema, type Override } from '../seed/hours';
import type { HoursOfOperation, Instance } from '../seed/seed';
import type { World } from '../world';
import { inInstance, instanceIdSchema, pageOf } from './common';
import {
  recurrenceOf,
  slotOf,
  wireRecurrence,
  wireRecurrenceSchema,
  wireSlot,
  wireSlotSchema,
} from './hours-of-operation.wire';
import type { Operation } from './operation';
import { parseBody, parseMembers } from './parse';

const path = '/hours-of-operations/:InstanceId/:HoursOfOperationId/overrides';
const onePath = `${path}/:HoursOfOperationOverrideId` as const;

const hoursLabels = z.object({ InstanceId: instanceIdSchema, HoursOfOperationId: z.string() });
const overrideLabels = hoursLabels.extend({ HoursOfOperationOverrideId: z.string().min(1).max(36) });

const printable = (max: number) =>
  z.string().refine((text) => new RegExp(`^[\\P{C}\\r\\n\\t]{1,${max}}$`, 'u').test(text), {
    message: `must be 1 to ${max} printable characters`,
  });

const updateSchema = z.object({
  Name: printable(127).optional(),
  Description: printable(250).optional(),
  Config: z.array(wireSlotSchema).max(100).optional(),
  EffectiveFrom: dateSchema.optional(),
  EffectiveTill: dateSchema.optional(),
  RecurrenceConfig: wireRecurrenceSchema.optional(),
  OverrideType: z.enum(['STANDARD', 'OPEN', 'CLOSED']).optional(),
});

const createSchema = updateSchema.required({
  Name: true,
  Config: true,
  EffectiveFrom: true,
  EffectiveTill: true,
});

const pagingSchema = z.object({
  nextToken: z.string().optional(),
  maxResults: z.coerce.number().int().min(1).max(100).optional(),
});

/** "50 overrides per hours of operation" (service quotas). */
const mostOverrides = 50;

export const listHoursOfOperationOverrides: Operation<'ListHoursOfOperationOverrides'> = {
  name: 'ListHoursOfOperationOverrides',
  method: 'GET',
  path,
  answer({ labels, query }, world) {
    const { instance, hours } = hoursNamedBy(labels, world);
    const { nextToken, maxResults } = parseMembers(pagingSchema, query);
    const { page, NextToken } = pageOf(world.overrides.of(instance, hours), maxResults ?? 100, nextToken);
    return {
      NextToken,
      HoursOfOperationOverrideList: page.map((override) => wireOverride(override, hours, instance, world)),
    };
  },
};

export const describeHoursOfOperationOverride: Operation<'DescribeHoursOfOperationOverride'> = {
  name: 'DescribeHoursOfOperationOverride',
  method: 'GET',
  path: onePath,
  answer({ labels }, world) {
    const { instance, hours, override } = overrideNamedBy(labels, world);
    return { HoursOfOperationOverride: wireOverride(override, hours, instance, world) };
  },
};

export const createHoursOfOperationOverride: Operation<'CreateHoursOfOperationOverride'> = {
  name: 'CreateHoursOfOperationOverride',
  method: 'PUT',
  path,
  answer({ labels, body }, world) {
    const { instance, hours } = hoursNamedBy(labels, world);
    const request = parseBody(createSchema, body);
    const known = world.overrides.of(instance, hours);
    if (known.length >= mostOverrides) {
      throw limitExceeded(`Hours of operation ${hours.hoursOfOperationId} have ${mostOverrides} overrides`);
    }
    const override: Override = {
      overrideId: randomUUID(),
      name: request.Name,
      description: request.Description,
      type: request.OverrideType ?? 'STANDARD',
      config: request.Config.map(slotOf),
      effectiveFrom: request.EffectiveFrom,
      effectiveTill: request.EffectiveTill,
      recurrence: request.RecurrenceConfig && recurrenceOf(request.RecurrenceConfig),
    };
    put(override, known, { instance, hours }, world);
    return { HoursOfOperationOverrideId: override.overrideId };
  },
};

export const updateHoursOfOperationOverride: Operation<'UpdateHoursOfOperationOverride'> = {
  name: 'UpdateHoursOfOperationOverride',
  method: 'POST',
  path: onePath,
  answer({ labels, body }, world) {
    const { instance, hours, override } = overrideNamedBy(labels, world);
    const request = parseBody(updateSchema, body);
    const updated: Override = {
      ...override,
      name: request.Name ?? override.name,
      description: request.Description ?? override.description,
      type: request.OverrideType ?? override.type,
      config: request.Config?.map(slotOf) ?? override.config,
      effectiveFrom: request.EffectiveFrom ?? override.effectiveFrom,
      effectiveTill: request.EffectiveTill ?? override.effectiveTill,
      recurrence: request.RecurrenceConfig ? recurrenceOf(request.RecurrenceConfig) : override.recurrence,
    };
    put(updated, world.overrides.of(instance, hours), { instance, hours }, world);
    return {};
  },
};

export const deleteHoursOfOperationOverride: Operation<'DeleteHoursOfOperationOverride'> = {
  name: 'DeleteHoursOfOperationOverride',
  method: 'DELETE',
  path: onePath,
  answer({ labels }, world) {
    const { instance, hours, override } = overrideNamedBy(labels, world);
    world.overrides.remove(instance, hours, override.overrideId);
    return {};
  },
};

interface Located {
  readonly instance: Instance;
  readonly hours: HoursOfOperation;
}

function hoursNamedBy(labels: unknown, world: World): Located {
  const { request, instance } = inInstance(hoursLabels, labels, world);
  return { instance, hours: existingHoursOfOperation(instance, request.HoursOfOperationId) };
}

function overrideNamedBy(labels: unknown, world: World): Located & { override: Override } {
  const { HoursOfOperationOverrideId } = parseMembers(overrideLabels, labels);
  const { instance, hours } = hoursNamedBy(labels, world);
  const override = world.overrides
    .of(instance, hours)
    .find(({ overrideId }) => overrideId === HoursOfOperationOverrideId);
  if (!override) throw notFound('Hours of operation override', HoursOfOperationOverrideId);
  return { instance, hours, override };
}

function put(
  override: Override,
  known: readonly Override[],
  { instance, hours }: Located,
  world: World,
): void {
  if (override.effectiveTill < override.effectiveFrom) {
    throw invalidParameter('EffectiveTill: is before EffectiveFrom');
  }
  if (known.some(({ name, overrideId }) => name === override.name && overrideId !== override.overrideId)) {
    throw duplicateResource(`There is an override named ${override.name}`);
  }
  world.overrides.put(instance, hours, override);
}

export function wireOverride(
  override: Override,
  { hoursOfOperationId }: HoursOfOperation,
  instance: Instance,
  { seed }: World,
) {
  return {
    HoursOfOperationOverrideId: override.overrideId,
    HoursOfOperationId: hoursOfOperationId,
    HoursOfOperationArn: `${instanceArn(seed, instance)}/operating-hours/${hoursOfOperationId}`,
    Name: override.name,
    Description: override.description,
    Config: override.config.map(wireSlot),
    EffectiveFrom: override.effectiveFrom,
    EffectiveTill: override.effectiveTill,
    RecurrenceConfig: wireRecurrence(override.recurrence),
    OverrideType: override.type,
  };
}
