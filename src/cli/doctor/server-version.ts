import type { Client } from '@temporalio/client';
import type { Finding } from './finding';

/** The oldest Temporal server that the tests were run on, and passed (docs/servers.md). */
export const oldestServer = '1.29.1';

/** The one that they are run on. */
export const testedServer = '1.32.0';

/** What a server from the oldest to before the tested one may lack. It was measured on the oldest. */
const mayLack = 'standalone activities, pausing workflows, weights of fairness keys set on a task queue';

/** Is the server one that calls were tried on? */
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
      says: `${version}; the oldest that calls were tried on is ${oldestServer}`,
      mend: `Upgrade the server to ${testedServer}.`,
    };
  }
  return isBefore(version, testedServer)
    ? { what, verdict: 'ok', says: `${version}; may lack what calls do not need: ${mayLack}` }
    : { what, verdict: 'ok', says: version };
}

function isBefore(version: string, other: string): boolean {
  const numbers = (text: string) => (/\d+\.\d+\.\d+/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [actual, wanted] = [numbers(version), numbers(other)];
  const differs = actual.findIndex((number, index) => number !== wanted[index]);
  return differs !== -1 && (actual[differs] ?? 0) < (wanted[differs] ?? 0);
}
