import type { Config } from '../config';
import { awsConnect, connectByInstance, type Connect } from '../connect';
import type { QuotasInput } from '../pacing/quotas';
import type { PacingOptions } from '../worker';

/** One client, and another for each instance with its own Region or endpoint. */
export function connectFromConfig({ connect }: Config): Connect {
  const { region, endpoint, instances = {} } = connect;
  const clientOf = (own: { region?: string | undefined; endpoint?: string | undefined }) => {
    const place = { region: own.region ?? region, endpoint: own.endpoint ?? endpoint };
    return awsConnect({
      ...(place.region ? { region: place.region } : {}),
      ...(place.endpoint ? { endpoint: place.endpoint } : {}),
    });
  };
  const elsewhere = Object.entries(instances).filter(([, own]) => own.region ?? own.endpoint);
  return connectByInstance(
    clientOf({}),
    Object.fromEntries(elsewhere.map(([instanceId, own]) => [instanceId, clientOf(own)])),
  );
}

/** Whether contacts of an instance can be searched for; undefined if no instance allows it. */
export function searchableFromConfig({ connect }: Config): ((instanceId: string) => boolean) | undefined {
  const { searchable = false, instances = {} } = connect;
  const own = new Map(Object.entries(instances).map(([id, one]) => [id, one.searchable ?? searchable]));
  const isSearchable = (instanceId: string) => own.get(instanceId) ?? searchable;
  return searchable || [...own.values()].includes(true) ? isSearchable : undefined;
}

/** Each instance that the settings name has its own task queues. */
export function pacingFromConfig({ connect }: Config): PacingOptions & { quotas?: QuotasInput } {
  const { quotas, instances = {} } = connect;
  const ownQuotas = Object.entries(instances).map(([id, own]) => [id, own.quotas ?? quotas ?? {}] as const);
  return { ...(quotas ? { quotas } : {}), instances: Object.fromEntries(ownQuotas) };
}
