import {
  ConnectClient,
  DescribeContactCommand,
  DescribeContactFlowCommand,
  DescribeHoursOfOperationCommand,
  DescribePhoneNumberCommand,
  DescribeQueueCommand,
  GetEffectiveHoursOfOperationsCommand,
  ListPhoneNumbersV2Command,
  SearchContactsCommand,
  type ConnectClientConfig,
} from '@aws-sdk/client-connect';
import { toAwsCalls, toAwsSearch, toContact } from './aws-translation';
import { toEffectiveHours } from './effective-hours';
import type { ConnectInspector, Inspected, ListedPhoneNumber } from './inspect';
import { notInspected } from './inspect-error';

/** The SDK's settings. The methods reject with the SDK's own error; nothing is sent. */
export interface AwsSettings {
  region(): Promise<string>;
  /** Resolves if there are credentials; they are never shown. */
  credentials(): Promise<void>;
  /** The endpoint of the last request, such as `https://connect.us-east-1.amazonaws.com`. */
  endpoint(): string | undefined;
}

/** Timeout of one request, milliseconds, so that the doctor does not hang. */
const requestTimeout = 5_000;

/** An inspector that uses the AWS SDK, without the SDK's retries, and its settings. */
export function awsInspector(config: ConnectClientConfig = {}): {
  inspector: ConnectInspector;
  settings: AwsSettings;
} {
  const client = new ConnectClient({
    ...config,
    maxAttempts: 1,
    requestHandler: { requestTimeout, connectionTimeout: requestTimeout, throwOnRequestTimeout: true },
  });
  const endpoint = watchEndpoint(client);
  return {
    inspector: inspectorOf(client),
    settings: {
      region: () => client.config.region(),
      credentials: async () => {
        await client.config.credentials();
      },
      endpoint,
    },
  };
}

/** An endpoint can be set in many places (code, variables, shared configuration), so it is read from the request. */
function watchEndpoint(client: ConnectClient): () => string | undefined {
  let endpoint: string | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const request: object = typeof args.request === 'object' && args.request !== null ? args.request : {};
      if ('protocol' in request && 'hostname' in request) {
        const port = 'port' in request && typeof request.port === 'number' ? `:${request.port}` : '';
        endpoint = `${String(request.protocol)}//${String(request.hostname)}${port}`;
      }
      return next(args);
    },
    { step: 'build', name: 'watchEndpoint' },
  );
  return () => endpoint;
}

function inspectorOf(client: ConnectClient): ConnectInspector {
  return {
    listPhoneNumbers: (instanceId) =>
      inspect('ListPhoneNumbersV2', async () => {
        const numbers: ListedPhoneNumber[] = [];
        let nextToken: string | undefined;
        do {
          const page = await client.send(
            new ListPhoneNumbersV2Command({ InstanceId: instanceId, MaxResults: 1000, NextToken: nextToken }),
          );
          for (const { PhoneNumberId: phoneNumberId, PhoneNumber: phoneNumber } of listed(
            page.ListPhoneNumbersSummaryList,
          )) {
            if (phoneNumberId && phoneNumber) numbers.push({ phoneNumberId, phoneNumber });
          }
          nextToken = page.NextToken;
        } while (nextToken);
        return numbers;
      }),

    describePhoneNumber: (phoneNumberId) =>
      inspect('DescribePhoneNumber', async () => {
        const answer = await client.send(new DescribePhoneNumberCommand({ PhoneNumberId: phoneNumberId }));
        const number = present(answer.ClaimedPhoneNumberSummary);
        return {
          phoneNumberId,
          phoneNumber: present(number.PhoneNumber),
          countryCode: number.PhoneNumberCountryCode ?? 'unknown',
          type: number.PhoneNumberType ?? 'unknown',
          status: number.PhoneNumberStatus?.Status ?? 'unknown',
          targetArn: number.TargetArn ?? '',
        };
      }),

    describeQueue: ({ instanceId, id }) =>
      inspect('DescribeQueue', async () => {
        const answer = await client.send(new DescribeQueueCommand({ InstanceId: instanceId, QueueId: id }));
        const queue = present(answer.Queue);
        return {
          name: queue.Name ?? '',
          isEnabled: queue.Status === 'ENABLED',
          callerIdNumberId: queue.OutboundCallerConfig?.OutboundCallerIdNumberId,
          hoursOfOperationId: queue.HoursOfOperationId,
        };
      }),

    describeContactFlow: ({ instanceId, id }) =>
      inspect('DescribeContactFlow', async () => {
        const answer = await client.send(
          new DescribeContactFlowCommand({ InstanceId: instanceId, ContactFlowId: id }),
        );
        const flow = present(answer.ContactFlow);
        return {
          name: flow.Name ?? '',
          type: flow.Type ?? 'unknown',
          isArchived: flow.State === 'ARCHIVED',
          isPublished: flow.Status !== 'SAVED',
        };
      }),

    describeHoursOfOperation: ({ instanceId, id }) =>
      inspect('DescribeHoursOfOperation', async () => {
        const answer = await client.send(
          new DescribeHoursOfOperationCommand({ InstanceId: instanceId, HoursOfOperationId: id }),
        );
        const hours = present(answer.HoursOfOperation);
        return {
          name: hours.Name ?? '',
          timeZone: hours.TimeZone ?? '',
          openings: hours.Config?.length ?? 0,
        };
      }),

    effectiveHours: ({ instanceId, id }) =>
      inspect('GetEffectiveHoursOfOperations', async () => {
        const week = nextWeek();
        const answer = await client.send(
          new GetEffectiveHoursOfOperationsCommand({
            ...{ InstanceId: instanceId, HoursOfOperationId: id },
            ...{ FromDate: week.from, ToDate: week.until },
          }),
        );
        return toEffectiveHours(answer, week);
      }),

    listCalls: (instanceId) =>
      inspect('SearchContacts', async () => {
        const calls = toAwsCalls(instanceId, lastWeek());
        const answer = await client.send(new SearchContactsCommand({ ...calls, MaxResults: 10 }));
        return present(answer.Contacts).flatMap(({ Id }) => Id ?? []);
      }),

    describeContact: ({ instanceId, id }) =>
      inspect('DescribeContact', async () => {
        const answer = await client.send(
          new DescribeContactCommand({ InstanceId: instanceId, ContactId: id }),
        );
        return toContact(id, present(answer.Contact));
      }),

    searchContacts: ({ instanceId, id }) =>
      inspect('SearchContacts', async () => {
        const search = toAwsSearch({ instanceId, attemptIds: [id], ...lastWeek() });
        const answer = await client.send(new SearchContactsCommand(search));
        return present(answer.Contacts).flatMap(({ Id }) => Id ?? []);
      }),
  };
}

/** ISO dates. */
function nextWeek(): { from: string; until: string } {
  const dateIn = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
  return { from: dateIn(0), until: dateIn(6) };
}

function lastWeek(): { from: string; until: string } {
  const now = Date.now();
  return {
    from: new Date(now - 7 * 24 * 3_600_000).toISOString(),
    // The clocks may differ.
    until: new Date(now + 3_600_000).toISOString(),
  };
}

async function inspect<T>(operation: string, send: () => Promise<T>): Promise<Inspected<T>> {
  try {
    return { kind: 'found', found: await send() };
  } catch (error) {
    return notInspected(error, operation);
  }
}

function listed<T>(list: readonly T[] | undefined): readonly T[] {
  return list ?? [];
}

/** Throws a TypeError, as the SDK does for members of other types. */
function present<T>(member: T | undefined): T {
  if (member === undefined) throw new TypeError('the answer lacks the requested member');
  return member;
}
