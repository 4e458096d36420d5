import { isObject } from './is-object';

/** Does the first detail of an activity's failure say that certainly no phone rang? */
export function saysNotSent({ details }: { readonly details?: readonly unknown[] | null }): boolean {
  const detail = details?.[0];
  return isObject(detail) && detail['phoneMayHaveRung'] === false;
}
