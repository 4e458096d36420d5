import type { Check } from './health';

/** Caches a check's result for `cacheMs`; concurrent calls share one run. */
export function cachedCheck(check: Check, cacheMs: number): Check {
  let latest: { readonly result: Promise<string | undefined>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (!latest || now >= latest.until) {
      latest = { result: Promise.resolve().then(check), until: now + cacheMs };
    }
    return latest.result;
  };
}
