import type { DeploymentVersion } from '../../domain/deployment-version';
import { whyNoCalls, type Routing } from '../../worker/deployment';
import type { Finding } from './finding';

/** Checks that workers with these settings get calls. No finding without Worker Versioning. */
export function versionFindings(own: DeploymentVersion | undefined, routing: Routing): Finding[] {
  const what = 'Worker version';
  const unserved = whyNoCalls(own, routing);
  if (unserved) {
    const verdict = unserved.callsGoTo === 'nobody' ? 'wrong' : 'warning';
    return [{ what, verdict, says: unserved.says, fix: unserved.fix }];
  }
  if (!own) return [];
  return [{ what, verdict: 'ok', says: `build "${own.buildId}" of deployment "${own.name}" gets calls` }];
}
