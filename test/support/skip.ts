import type { Context, Runnable } from 'mocha';

/** Skip the running test, saying why: what only some machines have (Chromium, Python) is skipped without it. */
export function skipBecause(running: Context, reason: string): never {
  const { test = running.currentTest } = running;
  // A hook skips every test of its suite.
  if (test && isHook(test)) {
    test.parent?.eachTest((skipped) => {
      mark(skipped, reason);
    });
  } else if (test) mark(test, reason);
  return running.skip();
}

/** For the reporter, which may be in another process: that gets what `serialize` gives (mocha's own, for --parallel). */
function mark(skipped: Runnable & { serialize?(): object }, skipReason: string): void {
  const serialize = skipped.serialize?.bind(skipped);
  Object.assign(skipped, { skipReason, serialize: () => ({ ...serialize?.(), skipReason }) });
}

function isHook(runnable: Runnable): boolean {
  return 'type' in runnable && runnable.type === 'hook';
}
