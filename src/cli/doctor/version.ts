import type { DeploymentVersion } from '../../domain/deployment-version';
import { whyNoCalls, type Routing } from '../../worker';
import type { Finding } from './finding';

/** Do the workers of these settings get the calls? Nothing to say where versions are of no concern. */
export function versionFindings(own: DeploymentVersion | undefined, routing: Routing): Finding[] {
  const what = 'Worker version';
  const unserved = whyNoCalls(own, routing);
  if (unserved) {
    const verdict = unserved.callsGoTo === 'nobody' ? 'wrong' : 'warning';
    return [{ what, verdict, says: unserved.says, mend: unserved.fix }];
  }
  if (!own) return [];
  return [{ what, verdict: 'ok', says: `build "${own.buildId}" of deployment "${own.name}" gets calls` }];
}
