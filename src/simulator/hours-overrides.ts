import type { Override } from './seed/hours';
import type { HoursOfOperation, Instance, Seed } from './seed/seed';

/** Every change of the overrides. */
export type OverrideChange =
  | (OverridesOf & { readonly type: 'override-put'; readonly override: Override })
  | (OverridesOf & { readonly type: 'override-deleted'; readonly overrideId: string });

interface OverridesOf {
  readonly instanceId: string;
  readonly hoursOfOperationId: string;
}

/** The overrides of all hours of operation: the seed's, changed by requests. */
export class HoursOverrides {
  private readonly byHours = new Map<string, readonly Override[]>();

  constructor(
    private readonly seed: Seed,
    private readonly record: (change: OverrideChange) => void,
  ) {
    this.forgetAll();
  }

  of(instance: Instance, hours: HoursOfOperation): readonly Override[] {
    return this.byHours.get(keyOf({ ...instance, ...hours })) ?? [];
  }

  /** Add the override, or replace the one with the same ID. */
  put(instance: Instance, hours: HoursOfOperation, override: Override): void {
    this.commit({ type: 'override-put', ...placeOf(instance, hours), override });
  }

  remove(instance: Instance, hours: HoursOfOperation, overrideId: string): void {
    this.commit({ type: 'override-deleted', ...placeOf(instance, hours), overrideId });
  }

  apply(change: OverrideChange): void {
    const known = this.byHours.get(keyOf(change)) ?? [];
    const id = change.type === 'override-put' ? change.override.overrideId : change.overrideId;
    const others = known.filter(({ overrideId }) => overrideId !== id);
    this.byHours.set(keyOf(change), change.type === 'override-put' ? [...others, change.override] : others);
  }

  /** Restore the seed's overrides. */
  forgetAll(): void {
    for (const instance of this.seed.instances) {
      for (const hours of instance.hoursOfOperations) {
        this.byHours.set(keyOf(placeOf(instance, hours)), hours.overrides);
      }
    }
  }

  private commit(change: OverrideChange): void {
    this.record(change);
    this.apply(change);
  }
}

function placeOf({ instanceId }: Instance, { hoursOfOperationId }: HoursOfOperation): OverridesOf {
  return { instanceId, hoursOfOperationId };
}

function keyOf({ instanceId, hoursOfOperationId }: OverridesOf): string {
  return `${instanceId}/${hoursOfOperationId}`;
}
