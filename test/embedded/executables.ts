import { findTemporalCli, findTestServer } from '../../src/embedded';

/** Building the Temporal CLI takes four minutes on a machine that has never built it, and more on a slow one. */
const FIRST_TIME_MS = 30 * 60_000;

/**
 * A root hook: get the servers' executables before any test runs, so that no test's own timeout pays for a first build.
 * Where it fails nothing is thrown: only the tests that need a server should fail, each with the reason.
 */
export function getExecutablesFirst(): void {
  before('get the embedded servers', async function () {
    this.timeout(FIRST_TIME_MS);
    for (const find of [findTemporalCli, findTestServer]) {
      await find({ report: console.log }).catch(() => undefined);
    }
  });
}
