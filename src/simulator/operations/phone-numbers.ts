import { z } from 'zod';
import { invalidParameter, notFound } from '../errors';
import { existingInstance, idOfArn, instanceArn, phoneNumberArn } from '../identifiers';
import type { Instance, PhoneNumber, Seed } from '../seed/seed';
import type { World } from '../world';
import { instanceIdSchema, pageOf } from './common';
import type { Operation, OperationRequest } from './operation';
import { parseBody, parseMembers, refusingWith } from './parse';

const describeSchema = z.object({ PhoneNumberId: z.string() });

export const describePhoneNumber: Operation<'DescribePhoneNumber'> = {
  name: 'DescribePhoneNumber',
  method: 'GET',
  path: '/phone-number/:PhoneNumberId',
  answer({ labels }, world) {
    const { PhoneNumberId } = parseMembers(describeSchema, labels);
    const id = idOfArn(PhoneNumberId);
    const claimed = claimedBy(world.seed.instances).find(({ number }) => number.phoneNumberId === id);
    if (!claimed) throw notFound('Phone number', PhoneNumberId);
    return {
      ClaimedPhoneNumberSummary: {
        ...wirePhoneNumber(claimed, world.seed),
        PhoneNumberStatus: { Status: claimed.number.status },
      },
    };
  },
};

const listSchema = z.object({
  TargetArn: z.string().optional(),
  InstanceId: instanceIdSchema.optional(),
  MaxResults: z.int().min(1).max(1000).optional(),
  NextToken: z.string().min(1).max(100_000).optional(),
  PhoneNumberCountryCodes: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(10)
    .optional(),
  PhoneNumberTypes: z
    .array(z.enum(['TOLL_FREE', 'DID', 'UIFN', 'SHARED', 'THIRD_PARTY_TF', 'THIRD_PARTY_DID', 'SHORT_CODE']))
    .max(6)
    .optional(),
  PhoneNumberPrefix: z
    .string()
    .regex(/^\+?[0-9]{1,11}$/)
    .optional(),
});

/** Without an instance, lists the numbers of all instances (API reference). */
export const listPhoneNumbersV2: Operation<'ListPhoneNumbersV2'> = {
  name: 'ListPhoneNumbersV2',
  method: 'POST',
  path: '/phone-number/list',
  // The operation's model has no InvalidRequestException.
  answer: (request, world) => refusingWith(invalidParameter, () => listOf(request, world)),
};

function listOf({ body }: OperationRequest, world: World) {
  const request = parseBody(listSchema, body);
  const { PhoneNumberCountryCodes, PhoneNumberTypes, PhoneNumberPrefix } = request;
  const wanted = claimedBy(instancesOf(request, world)).filter(
    ({ number }) =>
      (!PhoneNumberCountryCodes?.length || PhoneNumberCountryCodes.includes(number.countryCode)) &&
      (!PhoneNumberTypes?.length || PhoneNumberTypes.includes(number.type)) &&
      (PhoneNumberPrefix === undefined || startsWith(number.phoneNumber, PhoneNumberPrefix)),
  );
  const { page, NextToken } = pageOf(wanted, request.MaxResults ?? 1000, request.NextToken);
  return {
    NextToken,
    ListPhoneNumbersSummaryList: page.map((claimed) => wirePhoneNumber(claimed, world.seed)),
  };
}

interface Claimed {
  readonly number: PhoneNumber;
  readonly instance: Instance;
}

function instancesOf({ TargetArn, InstanceId }: z.infer<typeof listSchema>, { seed }: World) {
  if (TargetArn !== undefined && InstanceId !== undefined) {
    throw invalidParameter('TargetArn: set it or InstanceId, not both');
  }
  const wanted = TargetArn === undefined ? InstanceId : idOfArn(TargetArn);
  if (wanted === undefined) return seed.instances;
  return [refusingWith(invalidParameter, () => existingInstance(seed, wanted))];
}

function claimedBy(instances: readonly Instance[]): Claimed[] {
  return instances.flatMap((instance) => instance.phoneNumbers.map((number) => ({ number, instance })));
}

function startsWith(e164: string, prefix: string): boolean {
  return e164.startsWith(prefix.startsWith('+') ? prefix : `+${prefix}`);
}

function wirePhoneNumber({ number, instance }: Claimed, seed: Seed) {
  return {
    PhoneNumberId: number.phoneNumberId,
    PhoneNumberArn: phoneNumberArn(seed, number),
    PhoneNumber: number.phoneNumber,
    PhoneNumberCountryCode: number.countryCode,
    PhoneNumberType: number.type,
    PhoneNumberDescription: number.description,
    TargetArn: instanceArn(seed, instance),
    InstanceId: instance.instanceId,
  };
}
