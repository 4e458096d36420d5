import type { Context, Runnable } from 'mocha';

/** Skip the running test, saying why: what only some machines have (Chromium, Python) is skipped without it. */
export function skipBecause(running: Context, reason: string): never {
  const mark = (skipped: Runnable) => Object.assign(skipped, { skipReason: reason });
  const { test = running.currentTest } = running;
  // A hook skips every test of its suite.
  if (test && isHook(test)) test.parent?.eachTest(mark);
  else if (test) mark(test);
  return running.skip();
}

function isHook(runnable: Runnable): boolean {
  return 'type' in runnable && runnable.type === 'hook';
}
