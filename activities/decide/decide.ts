import { activityInfo } from '@temporalio/activity';
import { workflowIdWarnings } from '../../src/domain/call/workflow-id-warnings';
import type { CallSettings } from '../../src/domain/call/settings';
import { createCheck } from './check-request';
import type { Decider } from './decider';
import { defaultSettings, type ActivityDependencies } from '../dependencies';
import type { CheckedRequest, DecideInput, DecideResult } from '../../src/contract/decide';

/**
 * Close the attempts that have ended, report them to the ledgers, then decide. This is not workflow code, because local times come
 * from Node's time-zone data, which changes between versions.
 *
 * @throws ApplicationFailure `InvalidCallRequest`, not retryable
 */
export function createDecide(dependencies: ActivityDependencies, decider: Decider) {
  const ownSettings = { ...defaultSettings, ...dependencies.settings };
  const check = createCheck(dependencies);

  function settingsFor(instanceId: string): CallSettings {
    return {
      ...ownSettings,
      searchable: dependencies.searchable?.(instanceId) ?? false,
      ledger: dependencies.ledger !== undefined,
      queues: dependencies.queuesOf?.(instanceId),
    };
  }

  function checkFirst(
    { request: given, call }: Pick<DecideInput, 'request' | 'call'>,
    now: number,
  ): CheckedRequest {
    const { request, warnings } = check(given, now);
    return { request, warnings: [...warnings, ...workflowIdWarnings(request, call.workflowId)] };
  }

  return async function decide({
    now,
    ended,
    corrected = [],
    isFirst,
    wantsSettings,
    ...basis
  }: DecideInput): Promise<DecideResult> {
    const began = Date.now();
    const checked = isFirst ? checkFirst(basis, now) : undefined;
    const request = checked?.request ?? decider.readRequest(basis.request);
    const settings = wantsSettings ? settingsFor(request.policy.instanceId) : undefined;
    const registered = settings?.ledger ? (basis.registered ?? []) : basis.registered;
    const { taskQueue } = activityInfo();
    const decided = await decider.decide({ ...basis, request, registered }, ended, {
      now,
      taskQueue,
      began,
      corrected,
    });
    return { ...decided, checked, settings };
  };
}
