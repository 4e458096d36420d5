import type { Check } from './health';

/** A check whose answer holds for a while, so that however often it is asked, little is done; those who ask together share one. */
export function remembered(check: Check, milliseconds: number): Check {
  let latest: { readonly answer: Promise<string | undefined>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (!latest || now >= latest.until) {
      latest = { answer: Promise.resolve().then(check), until: now + milliseconds };
    }
    return latest.answer;
  };
}
