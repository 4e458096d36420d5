import { instanceOfArn } from '../connect-id';
import { isObject } from '../is-object';

export interface OtherInstance {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * ARNs of queues, contact flows, hours of operation and contacts that belong to another instance than the call's. An ARN names its
 * instance, which is lost when the ARN is read.
 *
 * @param given the request as it was written
 */
export function otherInstances(given: unknown, instanceId: string): OtherInstance[] {
  return entriesOf(given).flatMap(([name, value]): OtherInstance[] => {
    if (typeof value !== 'string') {
      return otherInstances(value, instanceId).map(({ path, message }) => ({
        path: [name, ...path],
        message,
      }));
    }
    const instance = members.has(name) ? instanceOfArn(value) : undefined;
    return instance === undefined || instance === instanceId
      ? []
      : [
          {
            path: [name],
            message: `is the ARN of a resource of instance ${instance}, but the call is made on instance ${instanceId}`,
          },
        ];
  });
}

/** Other members, such as contact attributes, may be any text. */
const members: ReadonlySet<string | number> = new Set([
  'queueId',
  'contactFlowId',
  'hoursOfOperationId',
  'relatedContactId',
]);

function entriesOf(given: unknown): [string | number, unknown][] {
  if (Array.isArray(given)) return given.map((value, index) => [index, value]);
  return isObject(given) ? Object.entries(given).filter(([name]) => name !== 'attributes') : [];
}
