import { isObject } from './is-object';

/** Whether the first detail of an activity's failure says that no phone rang: only where that is certain. */
export function saysNotSent({ details }: { readonly details?: readonly unknown[] | null }): boolean {
  const detail = details?.[0];
  return isObject(detail) && detail['phoneMayHaveRung'] === false;
}
