import {
  ConnectClient,
  DescribeContactCommand,
  GetEffectiveHoursOfOperationsCommand,
  SearchContactsCommand,
  StartOutboundVoiceContactCommand,
  StopContactCommand,
  type ConnectClientConfig,
} from '@aws-sdk/client-connect';
import { toAwsInput, toAwsSearch, toContact } from './aws-translation';
import { classifyError } from './classify-error';
import { ConnectError } from './connect-error';
import { toEffectiveHours } from './effective-hours';
import { safeMessage } from './safe-message';
import { personalIn } from './start-request';
import { FailureType } from '../contract/failure-type';
import type { Connect } from './port';

/** How long one request may take before its answer counts as lost, milliseconds. */
const requestTimeoutMs = 5_000;
/** Without `throwOnRequestTimeout`, the SDK only logs a warning for a slow request and waits for ever. */
const timeouts = {
  requestTimeout: requestTimeoutMs,
  connectionTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
};

/**
 * Amazon Connect through the AWS SDK. Region, credentials and endpoint are the SDK's own settings (AWS_REGION, the credentials
 * chain, AWS_ENDPOINT_URL_CONNECT), unless given here. The SDK's retries are off, since a re-send may ring a phone: the dial
 * activity decides about it.
 */
export function awsConnect(config: ConnectClientConfig = {}): Connect {
  const client = new ConnectClient({
    ...config,
    requestHandler: withTimeouts(config.requestHandler),
    maxAttempts: 1,
    retryStrategy: undefined,
    // "adaptive" could delay a request past the instant until which it may be sent.
    retryMode: 'standard',
  });
  const failures = watchFailures(client);
  const send = async <T>(
    request: string,
    sending: () => Promise<T>,
    personal: readonly string[] = [],
  ): Promise<T> => {
    try {
      return await sending();
    } catch (error) {
      throw classifyError(error, request, failures.wasSent(error), personal);
    }
  };

  return {
    async startOutboundVoiceContact(request, options) {
      const answer = await send(
        'StartOutboundVoiceContact',
        () => client.send(new StartOutboundVoiceContactCommand(toAwsInput(request)), options),
        personalIn(request),
      );
      return {
        contactId: present(answer.ContactId, 'StartOutboundVoiceContact: no ContactId in the answer'),
      };
    },

    async describeContact({ instanceId, contactId }, options) {
      const answer = await send('DescribeContact', () =>
        client.send(new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId }), options),
      );
      return toContact(contactId, present(answer.Contact, 'DescribeContact: no Contact in the answer'));
    },

    async stopContact({ instanceId, contactId }, options) {
      try {
        await client.send(new StopContactCommand({ InstanceId: instanceId, ContactId: contactId }), options);
        return 'stopped';
      } catch (error) {
        if (error instanceof Error && error.name === 'ContactNotFoundException') return 'already-ended';
        throw classifyError(error, 'StopContact', failures.wasSent(error));
      }
    },

    async searchContacts(search, options) {
      const answer = await send('SearchContacts', () =>
        client.send(new SearchContactsCommand(toAwsSearch(search)), options),
      );
      const contacts = present(answer.Contacts, 'SearchContacts: no Contacts in the answer');
      return contacts.flatMap(({ Id }) => Id ?? []);
    },

    async effectiveHours(request, options) {
      const operation = 'GetEffectiveHoursOfOperations';
      const answer = await send(operation, () =>
        client.send(
          new GetEffectiveHoursOfOperationsCommand({
            InstanceId: request.instanceId,
            HoursOfOperationId: request.hoursOfOperationId,
            FromDate: request.from,
            ToDate: request.until,
          }),
          options,
        ),
      );
      try {
        return toEffectiveHours(answer, request);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new ConnectError(FailureType.MalformedAnswer, `${operation}: ${safeMessage(why)}`, true);
      }
    },

    describe: () =>
      `Amazon Connect in ${typeof config.region === 'string' ? config.region : 'the configured region'}`,
    destroy: () => {
      client.destroy();
    },
  };
}

function withTimeouts(handler: ConnectClientConfig['requestHandler']): ConnectClientConfig['requestHandler'] {
  return handler && 'handle' in handler ? handler : { ...timeouts, ...handler };
}

/** Distinguishes failures on the wire from earlier ones: without a region or credentials nothing is sent. */
function watchFailures(client: ConnectClient): { wasSent(error: unknown): boolean } {
  const sent = new WeakSet();
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (typeof error === 'object' && error !== null) sent.add(error);
        throw error;
      }
    },
    // The outermost middleware of the last step: everything before it, signing included, is preparation.
    { step: 'deserialize', priority: 'high', name: 'watchFailures' },
  );
  return { wasSent: (error) => typeof error === 'object' && error !== null && sent.has(error) };
}

function present<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new ConnectError(FailureType.MalformedAnswer, otherwise, true);
  return value;
}
