import type { Context } from 'mocha';

/** Skip the running test, saying why: what only some machines have (Chromium, Python) is skipped without it. */
export function skipBecause(running: Context, reason: string): never {
  const test = running.test ?? running.currentTest;
  if (test) Object.assign(test, { skipReason: reason });
  return running.skip();
}
