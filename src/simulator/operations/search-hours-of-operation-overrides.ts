import { z } from 'zod';
import { invalidRequest } from '../errors';
import { existingInstance } from '../identifiers';
import { dateSchema, type Override } from '../seed/hours';
import { instanceIdSchema, pageOf } from './common';
import { wireOverride } from './hours-of-operation-overrides';
import type { Operation } from './operation';
import { parseBody } from './parse';

interface Criteria {
  readonly OrConditions?: readonly Criteria[] | undefined;
  readonly AndConditions?: readonly Criteria[] | undefined;
  readonly StringCondition?:
    | {
        readonly FieldName?: string | undefined;
        readonly Value?: string | undefined;
        readonly ComparisonType?: 'STARTS_WITH' | 'CONTAINS' | 'EXACT' | undefined;
      }
    | undefined;
  readonly DateCondition?:
    | {
        readonly FieldName?: string | undefined;
        readonly Value?: string | undefined;
        readonly ComparisonType?: (typeof dateComparisons)[number] | undefined;
      }
    | undefined;
}

const dateComparisons = [
  'GREATER_THAN',
  'LESS_THAN',
  'GREATER_THAN_OR_EQUAL_TO',
  'LESS_THAN_OR_EQUAL_TO',
  'EQUAL_TO',
] as const;

const criteriaSchema: z.ZodType<Criteria> = z.lazy(() =>
  z.object({
    OrConditions: z.array(criteriaSchema).optional(),
    AndConditions: z.array(criteriaSchema).optional(),
    StringCondition: z
      .object({
        FieldName: z.string().optional(),
        Value: z.string().optional(),
        ComparisonType: z.enum(['STARTS_WITH', 'CONTAINS', 'EXACT']).optional(),
      })
      .optional(),
    DateCondition: z
      .object({
        FieldName: z.string().optional(),
        Value: dateSchema.optional(),
        ComparisonType: z.enum(dateComparisons).optional(),
      })
      .optional(),
  }),
);

const requestSchema = z.object({
  InstanceId: instanceIdSchema,
  NextToken: z.string().min(1).max(2500).optional(),
  MaxResults: z.int().min(1).max(100).optional(),
  SearchCriteria: criteriaSchema.optional(),
});

/** Searches all hours of operation of the instance. SearchFilter has no effect, since overrides have no tags here. */
export const searchHoursOfOperationOverrides: Operation<'SearchHoursOfOperationOverrides'> = {
  name: 'SearchHoursOfOperationOverrides',
  method: 'POST',
  path: '/search-hours-of-operation-overrides',
  answer({ body }, world) {
    const { InstanceId, NextToken, MaxResults, SearchCriteria } = parseBody(requestSchema, body);
    const instance = existingInstance(world.seed, InstanceId);
    const found = instance.hoursOfOperations.flatMap((hours) =>
      world.overrides
        .of(instance, hours)
        .filter((override) => meets(override, hours.hoursOfOperationId, SearchCriteria ?? {}))
        .map((override) => wireOverride(override, hours, instance, world)),
    );
    const paged = pageOf(found, MaxResults ?? 100, NextToken);
    return {
      HoursOfOperationOverrides: paged.page,
      NextToken: paged.NextToken,
      ApproximateTotalCount: found.length,
    };
  },
};

function meets(override: Override, hoursId: string, criteria: Criteria): boolean {
  const { OrConditions, AndConditions, StringCondition, DateCondition } = criteria;
  const met = (condition: Criteria) => meets(override, hoursId, condition);
  return (
    (!OrConditions?.length || OrConditions.some(met)) &&
    (AndConditions ?? []).every(met) &&
    (!StringCondition || meetsString(override, hoursId, StringCondition)) &&
    (!DateCondition || meetsDate(override, DateCondition))
  );
}

function meetsString(
  override: Override,
  hoursId: string,
  { FieldName = '', Value = '', ComparisonType = 'EXACT' }: NonNullable<Criteria['StringCondition']>,
): boolean {
  const fields: Readonly<Record<string, string>> = {
    name: override.name,
    description: override.description ?? '',
    hoursofoperationid: hoursId,
    hoursofoperationoverrideid: override.overrideId,
  };
  const field = fieldNamed(FieldName, fields).toLowerCase();
  const value = Value.toLowerCase();
  switch (ComparisonType) {
    case 'EXACT':
      return field === value;
    case 'CONTAINS':
      return field.includes(value);
    case 'STARTS_WITH':
      return field.startsWith(value);
  }
}

function meetsDate(
  { effectiveFrom, effectiveTill }: Override,
  { FieldName = '', Value = '', ComparisonType = 'EQUAL_TO' }: NonNullable<Criteria['DateCondition']>,
): boolean {
  const field = fieldNamed(FieldName, { effectivefrom: effectiveFrom, effectivetill: effectiveTill });
  switch (ComparisonType) {
    case 'EQUAL_TO':
      return field === Value;
    case 'GREATER_THAN':
      return field > Value;
    case 'LESS_THAN':
      return field < Value;
    case 'GREATER_THAN_OR_EQUAL_TO':
      return field >= Value;
    case 'LESS_THAN_OR_EQUAL_TO':
      return field <= Value;
  }
}

/** Field names are plain strings in the service model; matched case-insensitively. */
function fieldNamed(name: string, fields: Readonly<Record<string, string>>): string {
  const field = fields[name.toLowerCase()];
  if (field === undefined) throw invalidRequest(`SearchCriteria: there is no field ${name} to search`);
  return field;
}
