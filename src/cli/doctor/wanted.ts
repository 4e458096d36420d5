import type { Config } from '../../config';
import type { Policy } from '../../domain/policy/policy';

/** What the settings and policies name of one Amazon Connect instance, each thing once. */
export interface Wanted {
  readonly instanceId: string;
  readonly flows: readonly WantedThing[];
  readonly queues: readonly WantedQueue[];
  readonly numbers: readonly WantedNumber[];
  /** Hours of operation that policies name; the hours of queues come from the queues. */
  readonly hours: readonly WantedThing[];
  /** Whether the settings allow the search for contacts there. */
  readonly isSearchable: boolean;
}

export interface WantedThing {
  readonly id: string;
  /** Where it is named, such as `reminder.yaml: overflow`. */
  readonly usedBy: readonly string[];
}

export interface WantedQueue extends WantedThing {
  /** Whether a step relies on the queue's caller ID: a step without a source number. */
  readonly showsItsNumber: boolean;
  /** E.164; the destination numbers of such steps that policies name. */
  readonly destinations: readonly string[];
}

/** A source number; its `id` is the number, E.164. */
export interface WantedNumber extends WantedThing {
  readonly destinations: readonly string[];
}

/** A policy and the file that it was read from. */
export interface NamedPolicy {
  readonly file: string;
  readonly policy: Policy;
}

/** Instances in the order of the policies; the settings' instance last. */
export function wantedOf(connect: Config['connect'], policies: readonly NamedPolicy[]): Wanted[] {
  const uses = [...policies.flatMap(usesOf), ...usesOfSettings(connect)];
  return unique(uses.map(({ instanceId }) => instanceId)).map((instanceId) => {
    const here = uses.filter((use) => use.instanceId === instanceId);
    return {
      instanceId,
      isSearchable: connect.instances?.[instanceId]?.searchable ?? connect.searchable ?? false,
      flows: named(here, ({ contactFlowId }) => contactFlowId).map(({ id, by }) => thing(id, by)),
      queues: named(here, ({ queueId }) => queueId).map(({ id, by }) => {
        const showing = by.filter(({ sourcePhoneNumber }) => sourcePhoneNumber === undefined);
        return {
          ...thing(id, by),
          showsItsNumber: showing.length > 0,
          destinations: destinationsOf(showing),
        };
      }),
      numbers: named(here, ({ sourcePhoneNumber }) => sourcePhoneNumber).map(({ id, by }) => ({
        ...thing(id, by),
        destinations: destinationsOf(by),
      })),
      hours: named(here, ({ hoursOfOperationId }) => hoursOfOperationId).map(({ id, by }) => thing(id, by)),
    };
  });
}

/** One place that names things of an instance. */
interface Use {
  readonly by: string;
  readonly instanceId: string;
  readonly contactFlowId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly hoursOfOperationId?: string | undefined;
  readonly sourcePhoneNumber?: string | undefined;
  readonly destinationPhoneNumber?: string | undefined;
}

function usesOf({ file, policy }: NamedPolicy): Use[] {
  const { instanceId, callingHours } = policy;
  const steps = policy.steps.map((step) => ({
    ...step,
    by: `${file}: ${step.name}`,
    instanceId,
    contactFlowId: step.contactFlowId ?? policy.contactFlowId,
  }));
  return [...steps, { by: file, instanceId, hoursOfOperationId: callingHours?.hoursOfOperationId }];
}

function usesOfSettings({ instanceId, contactFlowId }: Config['connect']): Use[] {
  return instanceId === undefined ? [] : [{ by: 'settings', instanceId, contactFlowId }];
}

function named(uses: readonly Use[], idOf: (use: Use) => string | undefined): { id: string; by: Use[] }[] {
  const ids = unique(uses.flatMap((use) => idOf(use) ?? []));
  return ids.map((id) => ({ id, by: uses.filter((use) => idOf(use) === id) }));
}

function thing(id: string, by: readonly Use[]): WantedThing {
  return { id, usedBy: by.map((use) => use.by) };
}

function destinationsOf(uses: readonly Use[]): string[] {
  return unique(uses.flatMap(({ destinationPhoneNumber }) => destinationPhoneNumber ?? []));
}

function unique<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}
