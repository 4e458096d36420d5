import type { Client } from '@temporalio/client';
import type { Finding } from './finding';

/** The oldest Temporal server on which the tests passed (docs/servers.md). */
export const oldestServer = '1.29.1';

/** The server on which the tests run. */
export const testedServer = '1.32.0';

/** Features that servers older than the tested one may lack; measured on the oldest. */
const mayLack = 'standalone activities, pausing workflows, weights of fairness keys set on a task queue';

/** Checks that calls were tested on the server's version. */
export async function serverVersion({ workflowService }: Client): Promise<Finding> {
  const { serverVersion } = await workflowService.getSystemInfo({});
  return judgeServerVersion(serverVersion);
}

export function judgeServerVersion(version: string): Finding {
  const what = 'Temporal server version';
  if (!/^v?\d+\.\d+\.\d+/.test(version)) {
    return { what, verdict: 'ok', says: `unknown; calls are tested on ${testedServer}` };
  }
  if (isBefore(version, oldestServer)) {
    return {
      what,
      verdict: 'warning',
      says: `${version}; the oldest tested version is ${oldestServer}`,
      fix: `Upgrade the server to ${testedServer}.`,
    };
  }
  return isBefore(version, testedServer)
    ? { what, verdict: 'ok', says: `${version}; may lack features that calls do not need: ${mayLack}` }
    : { what, verdict: 'ok', says: version };
}

function isBefore(version: string, other: string): boolean {
  const numbers = (text: string) => (/\d+\.\d+\.\d+/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [actual, wanted] = [numbers(version), numbers(other)];
  const differs = actual.findIndex((number, index) => number !== wanted[index]);
  return differs !== -1 && (actual[differs] ?? 0) < (wanted[differs] ?? 0);
}
